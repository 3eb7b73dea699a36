import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aRackedServer, aServer, aSite, aStoredServer, type Site } from '../../testing/factories/inventory'
import { getElevation } from './get-elevation'
import { listRackHits } from './list-rack-hits'
import { listServers } from './list-servers'

let world: TestWorld
let site: Site
let elsewhere: Site
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
  elsewhere = await aSite(world.db)
  await aRackedServer(world.db, site, 1, { barcode: 'HIT-1', serial: 'AB77', state: 'BROKEN' })
  await aRackedServer(world.db, site, 5, { barcode: 'HIT-2', hostnames: ['db-77.example'] })
  await aStoredServer(world.db, site, { barcode: 'HIT-3', assetNumber: '77' })
  const destinationId = site.datacenter.id
  const sent = { state: 'IN_TRANSIT', destinationId } as const
  await aServer(world.db, { datacenterId: elsewhere.datacenter.id, barcode: 'HIT-4', ...sent })
})
afterAll(() => world.close())

const barcodesOf = ({ items }: { items: readonly { barcode: string }[] }) => items.map(({ barcode }) => barcode)

it('a search lights what the list of servers finds by the same words, whatever they are part of', async () => {
  for (const q of ['HIT', 'hi', 'hit-2', 'b77', 'db-77', 'r650', '%', 'none']) {
    const hits = await listRackHits(world.ctx, { q })
    expect(barcodesOf(hits), q).toEqual(barcodesOf(await listServers(world.ctx, { q, limit: 200 })))
    expect(hits.more).toBe(false)
  }
  const here = { q: 'HIT', datacenter: [site.datacenter.code] }
  expect(barcodesOf(await listRackHits(world.ctx, here))).toEqual(['HIT-1', 'HIT-2', 'HIT-3'])
})

it('a server found looks as in its rack’s elevation, and says where it is when it stands in none', async () => {
  const { items } = await listRackHits(world.ctx, { q: 'hit' })
  const { servers } = await getElevation(world.ctx, { code: site.rack.code })
  const standing = servers.map(({ weightKg: _, ...server }) => ({ ...server, rack: site.rack.code }))
  expect(items.slice(0, 2)).toEqual(standing)
  expect(items[0]).toMatchObject({ state: 'BROKEN', health: 'CRITICAL' })
  expect(items[2]).toMatchObject({ warehouse: site.warehouse.code })
  expect(items[3]).toMatchObject({ destination: site.datacenter.code })
})

it('says that there are more than it names', async () => {
  const { datacenter, model } = elsewhere
  const row = { datacenterId: datacenter.id, modelId: model.id, heightU: 1, depth: 'full' } as const
  const many = Array.from({ length: 201 }, (_, n) => ({ ...row, barcode: `MANY-${String(n).padStart(3, '0')}` }))
  await world.db.server.createMany({ data: many })
  const hits = await listRackHits(world.ctx, { q: 'many' })
  expect(hits).toMatchObject({ more: true })
  expect(barcodesOf(hits)).toEqual(many.slice(0, 200).map(({ barcode }) => barcode))
})

it('in three statements, and nothing of a datacenter that the actor may not read', async () => {
  expect(await countStatements(world, (ctx) => listRackHits(ctx, { q: 'hit' }))).toHaveLength(3)
  const guest = world.as('VIEWER', elsewhere.datacenter.id)
  expect(barcodesOf(await listRackHits(guest, { q: 'hit' }))).toEqual(['HIT-4'])
})
