import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { aSite, type Site } from '../../testing/factories/inventory'
import { startWorker, until } from '../../testing/worker-process'
import { getBulkChange } from './get-bulk-change'
import { startBulkChange } from './start-bulk-change'

const SERVERS = Number(process.env.SERVERS ?? 20_000)
const KILLS = 3

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
})
afterAll(() => world.close())

it(`${SERVERS} servers, a worker killed ${KILLS} times: each server is changed once, and each is counted once`, async () => {
  await world.db.$executeRaw`
    INSERT INTO servers (barcode, datacenter_id, state, warehouse_id)
    SELECT 'FIRE-' || n, ${site.datacenter.id}, 'IN_WAREHOUSE', ${site.warehouse.id} FROM generate_series(1, ${SERVERS}) n`
  const began = performance.now()
  const { id } = await startBulkChange(world.ctx, {
    selection: { filter: { q: 'fire-' } },
    change: { kind: 'transition', to: 'BROKEN', reason: 'a fire' },
  })
  const sent = performance.now()
  for (let kill = 1; kill <= KILLS; kill++) {
    const doomed = startWorker(world.url)
    const share = (kill * SERVERS) / (KILLS + 2)
    await until('it is in its midst', async () => (await getBulkChange(world.ctx, { id })).done > share, 300_000)
    await doomed.kill()
  }
  const worker = startWorker(world.url)
  const done = await until(
    'it is done',
    async () => {
      const view = await getBulkChange(world.ctx, { id })
      return view.status === 'RUNNING' ? false : view
    },
    600_000,
  )
  await worker.stop()
  const seconds = (from: number, to = performance.now()) => Math.round((to - from) / 10) / 100
  console.log(`${SERVERS} servers: sent in ${seconds(began, sent)} s, done in ${seconds(sent)} s with ${KILLS} kills`)
  expect(done).toMatchObject({ status: 'DONE', total: SERVERS, done: SERVERS, already: 0, refused: 0 })
  const [audit] = await world.db.$queryRaw<{ rows: number; servers: number }[]>`
    SELECT count(*)::int AS rows, count(DISTINCT key)::int AS servers FROM audit_log WHERE entity = 'server' AND "to" = 'BROKEN'`
  expect(audit).toEqual({ rows: SERVERS, servers: SERVERS })
})
