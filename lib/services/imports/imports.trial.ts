import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { aRack, aSite, type Site } from '../../testing/factories/inventory'
import { startWorker, until } from '../../testing/worker-process'
import { getImport } from './get-import'
import { startImport } from './start-import'

const ROWS = 50_000

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
})
afterAll(() => world.close())

/** Every fortieth row stands in a rack, every hundredth is bad. */
async function tableOf(prefix: string, bad: boolean): Promise<string> {
  const racks = Math.ceil(ROWS / 40 / 40)
  for (let n = 0; n < racks; n++) await aRack(world.db, { code: `${prefix}-R${n}`, datacenterId: site.datacenter.id })
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const inRack = Math.floor(i / 40)
    const place = i % 40 === 0 ? `,${prefix}-R${Math.floor(inRack / 40)},${(inRack % 40) + 1}` : ',,'
    const datacenter = bad && i % 100 === 50 ? 'NOWHERE' : site.datacenter.code
    return `${prefix}-${i},${site.model.slug},${datacenter}${place},SN${i}`
  })
  return ['barcode,model,datacenter,rack,u,serial', ...rows].join('\n')
}

async function importUnderFire(prefix: string, mode: 'good' | 'all', kills: number) {
  const text = await tableOf(prefix, mode === 'good')
  const began = performance.now()
  const { id } = await startImport(world.ctx, {
    ...{ kind: 'servers', mode, dryRun: false },
    files: [{ name: 'trial.csv', bytes: Buffer.from(text) }],
  })
  for (let kill = 0; kill < kills; kill++) {
    const doomed = startWorker(world.url)
    const share = ((kill + 1) * ROWS) / (kills + 2)
    const status = mode === 'all' ? 'WRITING' : 'anything'
    await until(
      'the import is in its midst',
      async () => {
        const view = await getImport(world.ctx, { id })
        return view.done > share && (view.status === status || status === 'anything')
      },
      300_000,
    )
    await doomed.kill()
    await sleep(50)
  }
  const killed = performance.now()
  const worker = startWorker(world.url)
  const done = await until(
    'the import is done',
    async () => {
      const view = await getImport(world.ctx, { id })
      return ['QUEUED', 'CHECKING', 'WRITING'].includes(view.status) ? false : view
    },
    600_000,
  )
  await worker.stop()
  const seconds = (from: number) => Math.round((performance.now() - from) / 100) / 10
  console.log(`${mode}: ${ROWS} rows, ${kills} kills: ${seconds(began)} s, ${seconds(killed)} s after the last kill`)
  const [audit] = await world.db.$queryRaw<{ rows: number; servers: number }[]>`
    SELECT count(*)::int AS rows, count(DISTINCT key)::int AS servers FROM audit_log
    WHERE entity = 'server' AND "to" = 'NEW' AND key LIKE ${`${prefix}-%`}`
  const servers = await world.db.server.count({ where: { barcode: { startsWith: `${prefix}-` } } })
  return { done, audit, servers }
}

it('50,000 rows, only the good ones, a worker killed three times: each good row is there once, each bad one is named once', async () => {
  const { done, audit, servers } = await importUnderFire('GOOD', 'good', 3)
  expect(done).toMatchObject({ status: 'DONE', done: ROWS, added: 49_500, bad: 500 })
  expect([servers, audit]).toEqual([49_500, { rows: 49_500, servers: 49_500 }])
  expect(await world.db.importRow.count()).toBe(500)
})

it('50,000 rows, all or nothing, a worker killed while it writes: nothing of it stays, and the next one does it all', async () => {
  const { done, audit, servers } = await importUnderFire('ALL', 'all', 1)
  expect(done).toMatchObject({ status: 'DONE', done: ROWS, added: ROWS, bad: 0 })
  expect([servers, audit]).toEqual([ROWS, { rows: ROWS, servers: ROWS }])
})
