import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { freezeWorkers } from '../../testing/races/frozen-worker'
import { endLastJobsTogether } from '../../testing/races/last-jobs'
import { measureRecovery } from '../../testing/races/recovery'
import { killWorkers } from '../../testing/races/worker-kills'
import { simulatedHardware } from '../../testing/simulated-hardware'
import { startWorker, until } from '../../testing/worker-process'
import { claimJob } from './claim-job'
import { finishStep } from './finish-step'
import { provisionOrder } from './provision-order'
import { recordFirmware } from './record-firmware'
import { renewLease } from './renew-lease'
import { sweepJobs } from './sweep-jobs'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

describe('workers as processes of their own', () => {
  it('killed at random moments they lose nothing and repeat nothing', { timeout: 180_000 }, async () => {
    const report = await killWorkers(world, { jobs: 10, kills: 10, stepMs: 150 })
    expect(report).toMatchObject({ kills: 10, jobs: { SUCCESS: 10 }, orders: { ACTIVE: 2 }, unfinishedSteps: 0 })
    expect(report.repeated).toEqual([])
    expect(report.spokenToByTwo).toBe(0)
    expect(report.effectsAServer).toEqual(Array(10).fill(5))
    expect(report).toMatchObject({ mostAtOnce: 2, besideTheFirst: 0 })
    expect(report.hits).toBeGreaterThan(5)
  })

  it('killed with the ordinary lease, another has its job within 30 s', { timeout: 120_000 }, async () => {
    for (const recovery of await measureRecovery(world, 1)) expect(recovery).toBeLessThan(30_000)
  })

  it('one that was frozen past its lease changes nothing when it is woken', { timeout: 90_000 }, async () => {
    const rounds = await freezeWorkers(world, 2)
    expect(rounds).toEqual(
      Array(2).fill({ status: 'SUCCESS', takenOver: true, effects: 5, spoke: false, changed: false }),
    )
  })

  it('one that is told to stop hands its job back, and another goes on at once', { timeout: 60_000 }, async () => {
    const hardware = await simulatedHardware(world.url, 150)
    const order = await allocatedOrder(world.db, 1, { hardware })
    const first = startWorker(world.url, { leaseMs: 15_000 })
    await first.ready
    await provisionOrder(world.ctx, order)
    const look = () => world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })
    await until('a flash runs', async () => (await look()).waitingFor !== null)
    const second = startWorker(world.url, { leaseMs: 15_000 })
    await second.ready
    const stoppedAt = Date.now()
    expect(await first.stop()).toBe(0)
    await until('it is done', async () => (await look()).status === 'SUCCESS', 10_000)
    // Sooner than the lease would have run out.
    expect(Date.now() - stoppedAt).toBeLessThan(10_000)
    expect(await hardware.effects(order.barcodes)).toHaveLength(5)
    expect(await second.stop()).toBe(0)
    expect(await world.db.worker.count({ where: { name: { contains: `-${first.pid}-` } } })).toBe(0)
    await hardware.close()
  })
})

describe('the end of an order’s jobs', () => {
  it('the last two that end at the same moment make it ACTIVE', { timeout: 60_000 }, async () => {
    expect(await endLastJobsTogether(world, 20)).toEqual(Array(20).fill('ACTIVE'))
  })
})

describe('a lease', () => {
  it('is given to one of many that claim at once', async () => {
    const order = await allocatedOrder(world.db, 1)
    await provisionOrder(world.ctx, order)
    const { id: jobId } = await world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, n) => claimJob(world.ctx, { jobId, owner: `w${n}`, leaseMs: 60_000 })),
    )
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
  })

  it('that has run out can neither write nor be renewed, and the sweep gives the job back with an entry', async () => {
    const order = await allocatedOrder(world.db, 1)
    await provisionOrder(world.ctx, order)
    const { id: jobId } = await world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })
    await world.db.$executeRaw`DELETE FROM pgboss.job`
    // What the tests before this one left running is not lost in the middle of it.
    await world.db.$executeRaw`
      UPDATE provision_jobs SET lease_until = clock_timestamp() + interval '1 hour' WHERE lease_until IS NOT NULL`
    const claimed = await claimJob(world.ctx, { jobId, owner: 'gone', leaseMs: 1 })
    if (claimed === null) throw new Error('The job could not be claimed')
    await new Promise((resolve) => setTimeout(resolve, 20))
    const { lease } = claimed
    expect(await renewLease(world.ctx, { lease, leaseMs: 60_000 })).toBeNull()
    await expect(finishStep(world.ctx, { lease, kind: 'provision', position: 1 })).rejects.toMatchObject({
      name: 'LeaseLost',
    })
    expect((await sweepJobs(world.ctx, { quietMs: 60_000 })).lost).toBe(1)
    expect(await world.db.provisionJob.findUnique({ where: { id: jobId } })).toMatchObject({
      status: 'PENDING',
      leaseOwner: null,
    })
    const entries = () => world.db.$queryRaw`SELECT data FROM pgboss.job WHERE state = 'created'`
    expect(await entries()).toEqual([{ data: { jobId } }])
    // An entry that is lost comes again too, once the job has been waiting for a while.
    await world.db.$executeRaw`DELETE FROM pgboss.job`
    expect((await sweepJobs(world.ctx, { quietMs: 60_000 })).enqueued).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await sweepJobs(world.ctx, { quietMs: 10 })).enqueued).toBeGreaterThan(0)
    expect(await entries()).toContainEqual({ data: { jobId } })
  })
})

describe('what a BMC reads', () => {
  it('is the server’s firmware under another ETag, where it changed', async () => {
    const order = await allocatedOrder(world.db, 1)
    const [serverId = 0] = order.serverIds
    const read = async (version: string) => {
      await inTransaction(world.ctx, (tx) =>
        recordFirmware(tx, { serverId, versions: [{ component: 'BIOS', version }] }),
      )
      return (await world.db.server.findUniqueOrThrow({ where: { id: serverId } })).version
    }
    const first = await read('1.0.0')
    expect([await read('1.0.0'), await read('1.2.0')]).toEqual([first, first + 1])
  })
})
