import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerFilter } from '../../services/inventory/server-filter'
import { allPages } from '../../testing/all-pages'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aRack, aRackedServer, aSite, aStoredServer, type Site } from '../../testing/factories/inventory'
import { FIRMWARE_DIFFERENCES, TALLY_DIFFERENCES } from '../../testing/tally-differences'
import { editServerModel } from '../inventory/edit-server-model'
import { listServers } from '../inventory/list-servers'
import { getFirmwareDrift } from './get-firmware-drift'
import { getFirmwarePreview } from './get-firmware-preview'
import { listRackDrift } from './list-rack-drift'

let world: TestWorld
let site: Site
let other: Site
const model = () => site.model.slug

/** In the first rack 1.0 twice, 2.0 and 2.0.0, never read; in the second rack 0.5; in the warehouse 1.0; one scrapped. */
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
  other = await aSite(world.db)
  const second = await aRack(world.db, { datacenterId: site.datacenter.id })
  const inRack = (u: number, rack = site.rack) => aRackedServer(world.db, { ...site, rack }, u)
  const read = ['1.0', '1.0', '2.0', '2.0.0', null, '0.5', '1.0', '1.0']
  const servers = [
    ...[await inRack(1), await inRack(2), await inRack(3), await inRack(4), await inRack(5), await inRack(6, second)],
    await aStoredServer(world.db, site, { modelId: site.model.id }),
    await aStoredServer(world.db, site, { modelId: site.model.id }),
  ]
  await world.db.serverFirmware.createMany({
    data: servers.flatMap(({ id }, index) => {
      const version = read[index] ?? null
      return version === null ? [] : [{ serverId: id, component: index % 2 === 0 ? 'BIOS' : 'bios', version }]
    }),
  })
  await world.db.server.update({
    where: { id: servers[7]?.id ?? 0 },
    data: { state: 'DECOMMISSIONED', warehouseId: null },
  })
  await world.db.firmwarePath.create({ data: { modelId: site.model.id, component: 'BIOS', from: '1.0', to: '2.0' } })
  await editServerModel(world.ctx, { slug: model(), firmwareTargets: [{ component: 'BIOS', version: '2.0' }] })
})
afterAll(() => world.close())

const counted = async (filter: ServerFilter) => {
  const page = await listServers(world.ctx, { limit: 200, counted: 'true', ...filter })
  expect(page.items).toHaveLength(page.count?.value ?? -1)
  return page.items.length
}
const bios = { component: 'BIOS' }

describe('firmware drift', () => {
  it('by model: who is behind in which component, and each figure’s list has exactly these', async () => {
    const [drift] = (await getFirmwareDrift(world.as('VIEWER'), {})).models
    expect(drift).toMatchObject({ model: model(), servers: 7, behind: 5 })
    expect(drift?.components).toEqual([
      {
        component: 'BIOS',
        target: '2.0',
        atTarget: 2,
        behind: 5,
        unread: 1,
        noPath: { servers: 1, versions: ['0.5'] },
      },
    ])
    const here = { model: [model()] }
    expect(await counted({ ...here, behind: ['bios'] })).toBe(5)
    expect(await counted({ ...here, firmware: 'behind' })).toBe(5)
    expect(await counted({ behind: ['BIOS'], datacenter: [site.datacenter.code] })).toBe(5)
    expect(await counted({ ...here, unread: ['BIOS'] })).toBe(1)
    expect(await counted({ ...here, ...bios, version: ['0.5'] })).toBe(1)
    expect(await counted({ ...bios, version: ['1.0', '0.5'], state: ['RACKED'] })).toBe(3)
  })

  it('by rack: worst first, page by page, in one component or in any', async () => {
    const racks = await allPages((cursor) => listRackDrift(world.ctx, { limit: 1, cursor }))
    expect(racks.map(({ behind, servers, components }) => ({ behind, servers, components }))).toEqual([
      { behind: 3, servers: 5, components: [{ component: 'bios', behind: 3 }] },
      { behind: 1, servers: 1, components: [{ component: 'bios', behind: 1 }] },
    ])
    for (const { rack, behind } of racks) {
      expect(await counted({ rack: [rack], firmware: 'behind' })).toBe(behind)
      expect(await counted({ rack: [rack], behind: ['BIOS'] })).toBe(behind)
    }
    expect((await listRackDrift(world.ctx, { limit: 5, component: 'BIOS' })).items).toHaveLength(2)
    expect((await listRackDrift(world.ctx, { limit: 5, component: 'BMC' })).items).toEqual([])
  })

  it('is of the datacenters that the reader may see, or of one', async () => {
    const elsewhere = world.as('VIEWER', other.datacenter.id)
    expect((await getFirmwareDrift(elsewhere, {})).models).toEqual([])
    expect((await listRackDrift(elsewhere, { limit: 5 })).items).toEqual([])
    expect((await getFirmwareDrift(world.ctx, { datacenter: other.datacenter.code })).models).toEqual([])
    expect((await listRackDrift(world.ctx, { limit: 5, datacenter: site.datacenter.code })).items).toHaveLength(2)
  })

  it('costs as many statements however many servers there are', async () => {
    const drift = await countStatements(world, (ctx) => getFirmwareDrift(ctx, {}))
    expect(drift.length).toBeLessThanOrEqual(5)
    expect(await countStatements(world, (ctx) => listRackDrift(ctx, { limit: 50 }))).toHaveLength(3)
  })
})

describe('the preview of a change of firmware', () => {
  const preview = (change: object) => getFirmwarePreview(world.ctx, { model: model(), component: 'bios', ...change })

  it('says who falls behind and who becomes current by another target, as it then is', async () => {
    const before = await preview({ target: '1.0' })
    expect(before).toMatchObject({
      ...{ servers: 7, unread: 1, before: { target: '2.0' }, after: { target: '1.0' } },
      fallBehind: { servers: 2, versions: ['2.0', '2.0.0'] },
      becomeCurrent: { servers: 3, versions: ['1.0'] },
      noPath: { servers: 3, versions: ['0.5', '2.0', '2.0.0'] },
    })
    const listed = await counted({ model: [model()], ...bios, version: before.fallBehind.versions })
    expect(listed).toBe(before.fallBehind.servers)
    // Nothing was saved by looking.
    expect((await getFirmwareDrift(world.ctx, {})).models[0]?.behind).toBe(5)
    await editServerModel(world.ctx, { slug: model(), firmwareTargets: [{ component: 'BIOS', version: '1.0' }] })
    expect((await getFirmwareDrift(world.ctx, {})).models[0]).toMatchObject({
      behind: 4,
      components: [{ atTarget: 3, behind: 4, noPath: { servers: 3 } }],
    })
    await editServerModel(world.ctx, { slug: model(), firmwareTargets: [{ component: 'BIOS', version: '2' }] })
    expect((await getFirmwareDrift(world.ctx, {})).models[0]).toMatchObject({ behind: 5 })
  })

  it('says who loses and who gets a path, and takes a target away', async () => {
    const [path] = await world.db.firmwarePath.findMany({ where: { modelId: site.model.id } })
    expect((await preview({ without: path?.id })).losePath).toEqual({ servers: 3, versions: ['1.0'] })
    expect((await preview({ from: '<1.0', to: '1.0' })).gainPath).toEqual({ servers: 1, versions: ['0.5'] })
    expect((await preview({ noTarget: 'true' })).noPath.servers).toBe(0)
  })

  it.each([
    [{ target: '1', noTarget: 'true' }, 'validation'],
    [{ target: '>=1' }, 'validation'],
    [{ from: '1' }, 'validation'],
    [{ without: '00000000-0000-0000-0000-000000000000' }, 'not-found'],
  ])('refuses %j', async (change, code) => {
    await expect(preview(change)).rejects.toMatchObject({ code })
  })
})

it('what is kept and counted of firmware is what the rows say', async () => {
  expect(await world.db.$queryRawUnsafe(TALLY_DIFFERENCES)).toEqual([])
  expect(await world.db.$queryRawUnsafe(FIRMWARE_DIFFERENCES)).toEqual([])
  await world.db.$executeRaw`SELECT haas_fold_firmware_tally()`
  expect(await world.db.$queryRawUnsafe(TALLY_DIFFERENCES)).toEqual([])
  expect(await world.db.firmwareTally.count({ where: { base: false } })).toBe(0)
})
