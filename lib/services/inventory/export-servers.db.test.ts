import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../domain/imports/csv'
import { type TestWorld, testWorld } from '../../testing/context'
import { aRackedServer, aServer, aSite } from '../../testing/factories/inventory'
import { exportServers } from './export-servers'
import { getServer } from './get-server'
import { placeHold } from './place-hold'

const COUNT = 2_300

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
  const { datacenter, warehouse } = await aSite(world.db)
  const stored = { state: 'IN_WAREHOUSE', warehouseId: warehouse.id, datacenterId: datacenter.id } as const
  await world.db.server.createMany({
    data: Array.from({ length: COUNT }, (_, index) => ({ ...stored, barcode: `X-${String(index).padStart(5, '0')}` })),
  })
  const { datacenter: other } = await aSite(world.db)
  await aServer(world.db, {
    barcode: 'EVIL-1',
    datacenterId: other.id,
    serial: '=HYPERLINK("http://evil.example")',
    tags: ['a,b', 'c'],
  })
})
afterAll(() => world.close())

const tableOf = async (input: Parameters<typeof exportServers>[1], ctx = world.ctx) => {
  const pieces: string[] = []
  for await (const piece of await exportServers(ctx, input)) pieces.push(piece)
  const table = readCsv(pieces.join(''))
  if (!table.ok) throw new Error(table.message)
  return { pieces, header: table.header, rows: table.records.map((record) => record.cells) }
}

describe('the list as a table', () => {
  it('has each server once, in the order of the list, a thousand in memory at once', async () => {
    const { pieces, rows } = await tableOf({ state: ['IN_WAREHOUSE'], sort: '-barcode', column: ['place'] })
    expect(rows.map(([barcode]) => barcode)).toEqual(
      Array.from({ length: COUNT }, (_, index) => `X-${String(COUNT - 1 - index).padStart(5, '0')}`),
    )
    expect(pieces.map((piece) => piece.trimEnd().split('\r\n').length)).toEqual([101, 1_000, 1_000, 200])
  })

  it('has the columns that are chosen, and no cell that a spreadsheet would run', async () => {
    const { header, rows } = await tableOf({ q: 'evil', column: ['serial', 'tags'] })
    expect(header).toEqual(['barcode', 'serial', 'tags'])
    expect(rows).toEqual([['EVIL-1', `'=HYPERLINK("http://evil.example")`, 'a,b c']])
  })

  it('says in each column what the list says of the server', async () => {
    const site = await aSite(world.db)
    const { barcode } = await aRackedServer(world.db, site, 7, {
      ...{ barcode: 'WHOLE-1', serial: 'S-1', assetNumber: 'A-1', hostnames: ['a.example', 'b.example'], tags: ['t'] },
      ...{ lastScannedAt: new Date('2026-11-20T08:00:00Z') },
    })
    await placeHold(world.ctx, { server: barcode, reason: 'for a customer to see' })
    const { header, rows } = await tableOf({ q: barcode })
    const table = Object.fromEntries(header.map((name, column) => [name, rows[0]?.[column]]))
    const view = await getServer(world.ctx, { barcode })
    const { state, model, datacenter, rack, u, serial, assetNumber, health, lastScannedAt, updatedAt } = view
    expect(table).toEqual({
      ...{
        barcode,
        state,
        model,
        datacenter,
        rack,
        u: String(u),
        warehouse: '',
        order: '',
        serial,
        assetNumber,
        health,
      },
      ...{ hold: 'for a customer to see', openHighTickets: '0', needsWipe: 'no', firmwareAtTarget: 'yes' },
      ...{ hostnames: 'a.example b.example', tags: 't', lastScannedAt, updatedAt },
    })
  })

  it('has what the actor may read, and a head where that is nothing', async () => {
    const stranger = world.as('VIEWER', 4_711)
    const { header, rows } = await tableOf({}, stranger)
    expect(header[0]).toBe('barcode')
    expect(rows).toEqual([])
  })
})
