import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '@/scripts/embedded-postgres'
import type { DumpFormat } from '../../domain/telemetry/formats/reading'
import { type TestWorld, testWorld } from '../../testing/context'
import { aCareSite, aStockedPart, manyServers } from '../../testing/factories/tickets'
import { listTickets } from '../tickets/list-tickets'
import { ingestDump } from './ingest-dump'

const FIXTURES = join(ROOT, '..', 'shared', 'fixtures')

interface Expected {
  /** The kind of event that opens it: for the reader. */
  kind: string
  type: string
  priority: string
  components: string[]
  why: string
}

/** What real dumps should open, and why. Whatever is not named here opens nothing. */
const TICKETS: Readonly<Record<string, Expected>> = {
  'smartctl/scrutiny/smart-fail2.json': {
    kind: 'SMART_FAIL',
    type: 'REPLACE_DISK',
    priority: 'HIGH',
    components: ['MSK423Y20S3HBC'],
    why: 'the disk fails its own test: 1975 sectors are reallocated',
  },
  'redfish-events/hpe_dl380a_iml_44_dimm_uncorrectable.json': {
    kind: 'ECC_UNCORRECTABLE',
    type: 'REPLACE_RAM',
    priority: 'HIGH',
    components: ['Processor 2, DIMM 4'],
    why: 'an uncorrectable memory error that is not repaired',
  },
  'redfish-events/dmtf_sel_temperature_threshold.json': {
    kind: 'OVERHEAT',
    type: 'CHECK_COOLING',
    priority: 'NORMAL',
    components: ['Temperature #0x01'],
    why: 'a temperature threshold that is asserted',
  },
  'ipmi/ipmi_sim__temp-and-ecc.txt': {
    kind: 'OVERHEAT',
    type: 'CHECK_COOLING',
    priority: 'NORMAL',
    components: ['Temperature #0x30'],
    why: 'over the upper critical limit, asserted and never de-asserted',
  },
  'alertmanager/am025_1_SmartDeviceUnhealthy_firing.json': {
    kind: 'SMART_FAIL',
    type: 'REPLACE_DISK',
    priority: 'HIGH',
    components: ['BSCTGY2'],
    why: 'smartctl_device_smart_status is 0',
  },
  'prometheus/node_exporter_hwmon_edac.prom': {
    kind: 'ECC_UNCORRECTABLE',
    type: 'REPLACE_RAM',
    priority: 'HIGH',
    components: [
      'mc0_csrow0_channel0',
      'mc0_csrow0_channel1',
      'mc0_csrow1_channel0',
      'mc0_csrow1_channel1',
      'mc0_csrow2',
    ],
    why: 'uncorrectable errors of four channels, and of a row none of whose channels is named; no sensor is too hot',
  },
}
/** Sent without a barcode: its instance is the server's host name. */
const BY_HOST_NAME = 'alertmanager/am025_1_SmartDeviceUnhealthy_firing.json'

const FOLDERS: Readonly<Record<string, DumpFormat>> = {
  'smartctl/scrutiny': 'smartctl',
  'smartctl/smartctl_exporter': 'smartctl',
  'redfish-events': 'redfish',
  alertmanager: 'alertmanager',
  prometheus: 'prometheus',
  ipmi: 'ipmi-sel',
}

const present = existsSync(FIXTURES)
const files = Object.entries(FOLDERS).flatMap(([folder, format]) =>
  present
    ? readdirSync(join(FIXTURES, folder))
        .filter((file) => /\.(json|prom|txt)$/.test(file))
        .map((file) => ({
          file: `${folder}/${file}`,
          format: file.startsWith('ipmi-sensor') ? ('ipmi-sensor' as const) : format,
        }))
    : [],
)

describe.skipIf(!present)('real dumps (skipped where shared/fixtures is not beside the project)', () => {
  const now = new Date()
  let world: TestWorld
  const barcodes = new Map<string, string>()
  beforeAll(async () => {
    world = await testWorld({ clock: () => now })
    const site = await aCareSite(world.db, 1)
    const servers = await manyServers(world.db, site, files.length)
    for (const [i, { file }] of files.entries()) barcodes.set(file, servers[i] ?? '')
    await world.db.server.update({
      where: { barcode: barcodes.get(BY_HOST_NAME) ?? '' },
      data: { hostnames: ['gros-12.nancy.grid5000.fr'] },
    })
    const model = await world.db.serverModel.findFirstOrThrow({
      where: { servers: { some: { barcode: servers[0] ?? '' } } },
    })
    for (const kind of ['DISK', 'DIMM'])
      await aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [model.slug], quantity: 20, kind })
  })
  afterAll(() => world.close())

  const send = ({ file, format }: (typeof files)[number]) => {
    const body = readFileSync(join(FIXTURES, file))
    const barcode = file === BY_HOST_NAME ? undefined : barcodes.get(file)
    return ingestDump(world.ctx, { format, body: new Uint8Array(body), contentType: '', barcode })
  }
  const ticketsOf = async (file: string) => {
    const { items } = await listTickets(world.ctx, { limit: 50, server: [barcodes.get(file) ?? ''] })
    return items.map(({ type, priority, components }) => ({
      type,
      priority,
      components: components.map(({ name }) => name).sort(),
    }))
  }
  const state = async () => ({
    events: await world.db.telemetryEvent.count(),
    tickets: await world.db.ticket.findMany({
      orderBy: { id: 'asc' },
      include: { components: { orderBy: { id: 'asc' } } },
    }),
    stock: await world.db.stock.findMany({ orderBy: { id: 'asc' } }),
    movements: await world.db.stockMovement.count(),
  })

  it('the table names no file that is not there', () => {
    const known = files.map(({ file }) => file)
    expect(Object.keys(TICKETS).filter((file) => !known.includes(file))).toEqual([])
    expect(files.length).toBeGreaterThanOrEqual(56)
  })

  it.each(files)('$file', async (one) => {
    const answer = await send(one)
    expect(answer.rejected).toEqual([])
    expect(answer.accepted).toBeGreaterThan(0)
    const expected = TICKETS[one.file]
    if (expected === undefined) return expect(await ticketsOf(one.file), 'it is healthy').toEqual([])
    const { kind: _, why, ...ticket } = expected
    expect(await ticketsOf(one.file), why).toEqual([ticket])
  })

  it('all of them once more change nothing', async () => {
    const before = await state()
    for (const one of files) expect(await send(one), one.file).toMatchObject({ accepted: 0, ticketsOpened: 0 })
    expect(await state()).toEqual(before)
  })
})
