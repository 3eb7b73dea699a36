import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerChange } from '../../contracts/inventory/server-batch'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import {
  aPromisedServer,
  aRackedServer,
  aServer,
  aSite,
  aWarehouse,
  type Site,
} from '../../testing/factories/inventory'
import { changeServers } from './change-servers'
import { previewServerBatch } from './preview-server-batch'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
  for (let u = 1; u <= 12; u++) await aRackedServer(world.db, site, u, { barcode: `B-${String(u).padStart(2, '0')}` })
  const { server } = await aPromisedServer(world.db, site, 20, 'IN_SERVICE')
  await world.db.server.update({ where: { id: server.id }, data: { barcode: 'B-SOLD' } })
  await aServer(world.db, { barcode: 'B-NEW', datacenterId: site.datacenter.id })
})
afterAll(() => world.close())

const broken: ServerChange = { kind: 'transition', to: 'BROKEN', reason: 'water in the row' }
const scrapped: ServerChange = { kind: 'transition', to: 'DECOMMISSIONED', reason: 'too old' }
const filter = () => ({ filter: { rack: [site.rack.code] } })
const auditsOf = () => world.db.auditEntry.count({ where: { entity: 'server' } })

describe('a change of many servers', () => {
  it('is previewed by what the filter leaves now, refused by reason with examples, and nothing is changed', async () => {
    const before = await auditsOf()
    const preview = await previewServerBatch(world.ctx, { selection: filter(), change: scrapped })
    expect(preview).toMatchObject({ total: 13, already: 0 })
    expect(preview.ready).toHaveLength(12)
    expect(preview.refused).toEqual([{ reason: expect.stringContaining('order'), count: 1, examples: ['B-SOLD'] }])
    expect(preview.warnings[0]).toContain('final')
    expect(await auditsOf()).toBe(before)
  })

  it('says which orders lose servers, what is not there, and who may not', async () => {
    const named = { barcodes: ['b-sold', 'B-NEW', 'B-GONE'] }
    const preview = await previewServerBatch(world.ctx, { selection: named, change: broken })
    expect(preview.ready).toEqual(['B-SOLD'])
    expect(preview.warnings).toEqual([expect.stringMatching(/^Orders lose servers: ORD-\d+ \(1\)\.$/)])
    expect(preview.refused.flatMap(({ examples }) => examples).sort()).toEqual(['B-GONE', 'B-NEW'])
    const viewer = await previewServerBatch(world.as('VIEWER'), { selection: filter(), change: broken })
    expect(viewer.ready).toEqual([])
    expect(viewer.refused[0]?.reason).toContain('Needs the role')
  })

  it('costs the same number of statements for one and for all', async () => {
    const ask = (selection: { barcodes: string[] } | ReturnType<typeof filter>) =>
      countStatements(world, (ctx) => previewServerBatch(ctx, { selection, change: broken }))
    const one = await ask({ barcodes: ['B-SOLD'] })
    const all = await ask(filter())
    expect(all.length).toBeLessThanOrEqual(one.length + 1)
  })

  it('does each by itself: the refused are named, the others changed, and what was done is not done again', async () => {
    const barcodes = ['B-01', 'B-NEW', 'B-02', 'B-01']
    const first = await changeServers(world.ctx, { barcodes, change: broken })
    expect(first.results.map(({ barcode, outcome }) => [barcode, outcome])).toEqual([
      ['B-01', 'done'],
      ['B-NEW', 'refused'],
      ['B-02', 'done'],
    ])
    expect(first.results[1]).toMatchObject({ code: 'illegal-transition', reason: expect.stringContaining('B-NEW') })
    const before = await auditsOf()
    const again = await changeServers(world.ctx, { barcodes: ['B-01', 'B-02'], change: broken })
    expect(again.results.map(({ outcome }) => outcome)).toEqual(['already', 'already'])
    expect(await auditsOf()).toBe(before)
  })

  it('what the preview lets through is done, what it refuses is refused', async () => {
    const other = await aSite(world.db)
    const target = await aWarehouse(world.db, { datacenterId: other.datacenter.id })
    const changes: ServerChange[] = [
      { kind: 'hold', reason: 'kept' },
      { kind: 'move', warehouse: target.code },
      { kind: 'transition', to: 'REPAIRING', reason: 'opened' },
    ]
    const barcodes = ['B-01', 'B-03', 'B-SOLD', 'B-NEW']
    for (const change of changes) {
      const { ready } = await previewServerBatch(world.ctx, { selection: { barcodes }, change })
      const { results } = await changeServers(world.ctx, { barcodes, change })
      expect(
        results
          .filter(({ outcome }) => outcome === 'done')
          .map(({ barcode }) => barcode)
          .sort(),
      ).toEqual([...ready].sort())
    }
  })

  it('names a thousand to be changed one after another; of more it says how many, for a worker', async () => {
    const rows = Array.from({ length: 1_001 }, (_, index) => ({
      barcode: `MANY-${index}`,
      datacenterId: site.datacenter.id,
    }))
    await world.db.server.createMany({ data: rows })
    const selection = { filter: { q: 'many-' } }
    const preview = await previewServerBatch(world.ctx, { selection, change: { kind: 'hold', reason: 'kept' } })
    expect(preview).toMatchObject({ total: 1_001, changeable: 1_001, ready: [], already: 0, refused: [] })
  })
})
