import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../db/context'
import { type TestWorld, testWorld } from '../testing/context'
import { enqueueProvisionJob, requeueProvisionJobs } from './enqueue'
import { queueReady } from './queue-ready'
import { QUEUE_SCHEMA, QUEUE_SETTINGS } from './queues'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const entries = () => world.db.$queryRaw<{ data: unknown }[]>`SELECT data FROM pgboss.job WHERE name = 'provision'`

describe('the queue', () => {
  it('is installed by the migrations in the version that the package wants, with our settings', async () => {
    const boss = new PgBoss({
      connectionString: world.url,
      schema: QUEUE_SCHEMA,
      migrate: false,
      supervise: false,
      schedule: false,
    })
    // Throws when the package wants a newer schema than the migrations make.
    await boss.start()
    expect(await boss.getQueue('provision')).toMatchObject(QUEUE_SETTINGS.provision)
    expect(await boss.getQueue('power')).toMatchObject(QUEUE_SETTINGS.power)
    await boss.stop({ graceful: false })
    expect(await queueReady(world.ctx)).toBe(true)
  })

  it('an entry exists exactly when its transaction commits', async () => {
    const [kept, lost] = [crypto.randomUUID(), crypto.randomUUID()]
    await inTransaction(world.ctx, (tx) => enqueueProvisionJob(tx, { jobId: kept }))
    const undone = inTransaction(world.ctx, async (tx) => {
      await enqueueProvisionJob(tx, { jobId: lost })
      throw new Error('changed my mind')
    })
    await expect(undone).rejects.toThrow('changed my mind')
    expect(await entries()).toEqual([{ data: { jobId: kept } }])
  })

  it('a job whose worker was lost gets one entry in place of its former ones, and no other job loses its own', async () => {
    const [lost, other] = [crypto.randomUUID(), crypto.randomUUID()]
    await inTransaction(world.ctx, async (tx) => {
      await enqueueProvisionJob(tx, { jobId: lost })
      await enqueueProvisionJob(tx, { jobId: other })
    })
    await world.db.$executeRaw`UPDATE pgboss.job SET state = 'active' WHERE data ->> 'jobId' IN (${lost}, ${other})`
    await inTransaction(world.ctx, (tx) => requeueProvisionJobs(tx, [lost]))
    const left = await world.db.$queryRaw<{ job: string; state: string }[]>`
      SELECT data ->> 'jobId' AS job, state::text AS state FROM pgboss.job
      WHERE data ->> 'jobId' IN (${lost}, ${other})`
    expect(left).toHaveLength(2)
    expect(left).toEqual(
      expect.arrayContaining([
        { job: other, state: 'active' },
        { job: lost, state: 'created' },
      ]),
    )
  })
})
