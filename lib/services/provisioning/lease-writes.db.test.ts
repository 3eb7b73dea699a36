import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { lockServers } from '../../db/locks'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { until } from '../../testing/worker-process'
import { claimJob } from './claim-job'
import { finishStep } from './finish-step'
import { planFirmware } from './plan-firmware'
import { provisionOrder } from './provision-order'
import { recordBoot } from './record-boot'
import { recordEffect } from './record-effect'
import { recordFlash } from './record-flash'
import { recordWaiting } from './record-waiting'
import { startHop } from './start-hop'
import { startStep } from './start-step'
import { type Lease, LeaseLost } from './under-lease'

const OWNER = 'a worker'
let world: TestWorld
let lease: Lease
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  const order = await allocatedOrder(world.db, 1)
  await provisionOrder(world.ctx, order)
  lease = await claim((await world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })).id)
})

async function claim(jobId: string): Promise<Lease> {
  const claimed = await claimJob(world.ctx, { jobId, owner: OWNER, leaseMs: 60_000 })
  if (claimed === null) throw new Error(`${jobId} could not be claimed`)
  return claimed.lease
}

/** Everything that a worker's write could have changed. */
const standing = () =>
  Promise.all([
    world.db.provisionJob.findUniqueOrThrow({ where: { id: lease.jobId }, include: { steps: true, hops: true } }),
    world.db.server.findUniqueOrThrow({ where: { id: lease.serverId } }),
  ])

const kind = 'provision' as const
const WRITES: Record<string, (held: Lease) => Promise<unknown>> = {
  'that a step starts': (held) => startStep(world.ctx, { lease: held, kind, position: 1 }),
  'that a step is done, and the next, which writes to the disks, begins': (held) =>
    finishStep(world.ctx, { lease: held, kind, position: 4, detail: { done: true } }),
  'what it waits for': (held) => recordWaiting(world.ctx, { lease: held, waitingFor: 'something' }),
  'what it is about to ask': (held) => recordEffect(world.ctx, { lease: held, position: 4, intent: { asks: true } }),
  'what the hardware called it': (held) => recordEffect(world.ctx, { lease: held, position: 4, task: '/tasks/9' }),
  'that a disc goes in': (held) => recordBoot(world.ctx, { lease: held, attempt: 1 }),
  'that a hop starts': (held) => startHop(world.ctx, { lease: held, position: 2, tasks: ['/tasks/1'] }),
  'how far a flash is': (held) => recordFlash(world.ctx, { lease: held, positions: [1], task: '/tasks/1' }),
}

/** So far that each of the writes has something to change: at step 4, with a hop that runs and one to come. */
async function prepare(): Promise<void> {
  await planFirmware(world.ctx, {
    lease,
    versions: [
      { component: 'BIOS', version: '1.0.0' },
      { component: 'BMC', version: '2.0' },
    ],
  })
  await startHop(world.ctx, { lease, position: 1, tasks: null })
  await world.db.provisionStep.updateMany({
    where: { jobId: lease.jobId, position: { in: [2, 3] } },
    data: { status: 'SUCCESS' },
  })
  await startStep(world.ctx, { lease, kind, position: 4 })
}

describe.each(Object.keys(WRITES))('a worker writes %s', (name) => {
  const write = (held: Lease) => WRITES[name]?.(held)

  it('under its lease', async () => {
    await prepare()
    const before = await standing()
    await write(lease)
    expect(await standing()).not.toEqual(before)
  })

  it.each([
    [
      'that it holds again after it was lost, under the lease before',
      async () => {
        await world.db.provisionJob.update({ where: { id: lease.jobId }, data: { leaseUntil: new Date(0) } })
        expect((await claim(lease.jobId)).owner).toBe(lease.owner)
      },
    ],
    [
      'that has run out',
      () => world.db.provisionJob.update({ where: { id: lease.jobId }, data: { leaseUntil: new Date(0) } }),
    ],
    [
      'that is another’s',
      () => world.db.provisionJob.update({ where: { id: lease.jobId }, data: { leaseOwner: 'another' } }),
    ],
  ])('nothing of a job %s', async (_, lose) => {
    await prepare()
    await lose()
    const before = await standing()
    await expect(write(lease)).rejects.toThrow(LeaseLost)
    expect(await standing()).toEqual(before)
  })
})

it('a cancel that is asked for while a step’s end waits keeps the next step from beginning, and no wipe is owed', async () => {
  await prepare()
  const finishing = await inTransaction(world.ctx, async (tx) => {
    await lockServers(tx, [lease.serverId])
    const finished = finishStep(world.ctx, { lease, kind, position: 4 })
    await until('it waits for the server', async () => {
      const waiting = await world.db.$queryRaw<object[]>`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      return waiting.length > 0
    })
    await tx.db.provisionJob.update({ where: { id: lease.jobId }, data: { cancelRequestedAt: tx.clock() } })
    return { finished }
  })
  await finishing.finished
  const [job, server] = await standing()
  expect(job.steps.find(({ position }) => position === 4)?.status).toBe('SUCCESS')
  expect(job.steps.find(({ position }) => position === 5)?.status).toBe('PENDING')
  expect(server.needsWipe).toBe(false)
})
