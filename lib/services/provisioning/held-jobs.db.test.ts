import { expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { lockServers } from '../../db/locks'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { WaveLab } from '../../testing/wave-lab'
import { until } from '../../testing/worker-process'
import { getOrder } from '../planning/get-order'
import { cancelJob } from './cancel-job'
import { cancelOrder } from './cancel-order'
import { provisionOrder } from './provision-order'
import { stopWaves } from './stop-waves'
import { sweepJobs } from './sweep-jobs'
import { wakeHeldJobs } from './wake-held-jobs'

const lab = WaveLab.forThisFile()

const enqueued = async (order: AllocatedOrder) => {
  const ids = (await lab.jobsOf(order)).map(({ id }) => id)
  const rows = await lab.world.db.$queryRaw<{ id: string }[]>`
    SELECT data ->> 'jobId' AS id FROM pgboss.job WHERE name = 'provision' AND state = 'created' AND data ->> 'jobId' = ANY(${ids})`
  return rows.map(({ id }) => id)
}

/** Its servers stand with those of `host`, in the same rack and above them. */
async function besides(host: AllocatedOrder, count: number): Promise<AllocatedOrder> {
  const guest = await allocatedOrder(lab.world.db, count)
  const [first] = await lab.world.db.server.findMany({ where: { id: { in: host.serverIds } }, orderBy: { id: 'asc' } })
  if (first === undefined) throw new Error('The order holds no server')
  const { datacenterId, rackId } = first
  await lab.world.db.order.update({ where: { id: guest.id }, data: { datacenterId } })
  for (const [n, id] of guest.serverIds.entries())
    await lab.world.db.server.update({ where: { id }, data: { datacenterId, rackId, u: 50 + n } })
  return guest
}

const waitingForLocks = async () => {
  const rows = await lab.world.db.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return rows.length
}

const end = (jobId: string, status: 'SUCCESS' | 'FAILED' | 'CANCELLED') =>
  lab.world.db.provisionJob.update({
    where: { id: jobId },
    data: { status, finishedAt: new Date(), leaseOwner: null, leaseUntil: null },
  })

/** Claims the second job, and does `meanwhile` when the claim has read what it goes by and waits for the server. */
async function overtaken(order: AllocatedOrder, meanwhile: (first: string) => Promise<unknown>) {
  const [first, second] = await lab.jobsOf(order)
  const late = await inTransaction(lab.world.ctx, async (tx) => {
    await lockServers(tx, [second?.serverId ?? 0])
    const claimed = lab.claim(second?.id ?? '')
    await until('the claim waits for the server', async () => (await waitingForLocks()) > 0)
    await meanwhile(first?.id ?? '')
    return { claimed, second: second?.id ?? '' }
  })
  return { claimed: await late.claimed, second: late.second }
}

it('of forty workers that claim at the same moment no more than the rack and the datacenter take begin', async () => {
  const order = await allocatedOrder(lab.world.db, 20)
  const code = await lab.limit(order, { maxProvisioning: 5, maxProvisioningPerRack: 3 })
  const { id: datacenterId } = await lab.world.db.datacenter.findUniqueOrThrow({ where: { code } })
  const other = await lab.world.db.rack.create({
    data: { code: `${code}-R2`, datacenterId, walkKey: code, heightU: 100 },
  })
  for (const [n, id] of order.serverIds.slice(10).entries())
    await lab.world.db.server.update({ where: { id }, data: { rackId: other.id, u: n + 1 } })
  await provisionOrder(lab.world.ctx, order)

  const all = await lab.jobsOf(order)
  const claims = await Promise.all([...all, ...all].map(({ id }) => lab.claim(id)))
  expect(claims.filter((one) => one !== null)).toHaveLength(5)

  const begun = (await lab.jobsOf(order)).filter(({ admittedAt }) => admittedAt !== null)
  expect(begun).toHaveLength(5)
  const racks = await lab.world.db.server.groupBy({
    by: ['rackId'],
    where: { id: { in: begun.map(({ serverId }) => serverId) } },
    _count: true,
  })
  for (const { _count: count } of racks) expect(count).toBeLessThanOrEqual(3)
  const held = (await lab.jobsOf(order)).filter(({ heldSince }) => heldSince !== null)
  expect(held).toHaveLength(15)
  expect(held[0]?.waitingFor).toMatch(/^Waits for its turn: in (rack )?P\S+ at most \d are provisioned at once\.$/)
})

it('a place that is free again goes to as many as fit, and a held job has no queue entry of its own until then', async () => {
  const order = await allocatedOrder(lab.world.db, 6)
  await lab.limit(order, { maxProvisioningPerRack: 2 })
  await provisionOrder(lab.world.ctx, order)
  await lab.world.db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'provision'`
  for (const { id } of await lab.jobsOf(order)) await lab.claim(id)
  expect(await sweepJobs(lab.world.ctx, { quietMs: 0 })).toMatchObject({ woken: 0, enqueued: 0 })

  const running = (await lab.jobsOf(order)).filter(({ status }) => status === 'RUNNING')
  expect(running).toHaveLength(2)
  await lab.world.db.provisionJob.updateMany({
    where: { id: running[0]?.id ?? '' },
    data: { status: 'CANCELLED', leaseOwner: null, leaseUntil: null },
  })
  expect(await lab.sweep()).toMatchObject({ woken: 1 })
  const [woken, ...others] = await enqueued(order)
  expect(others).toEqual([])
  expect(await lab.claim(woken ?? '')).not.toBeNull()
})

it('a worker runs an order of ten in a rack that takes two at once to its end, and never more than two at once', async () => {
  const order = await allocatedOrder(lab.world.db, 10)
  await lab.limit(order, { maxProvisioningPerRack: 2 })
  await provisionOrder(lab.world.ctx, order)
  await lab.jobs.drain()
  const spans = (await lab.jobsOf(order)).map(({ startedAt, finishedAt }) => [startedAt, finishedAt] as const)
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'ACTIVE' })
  for (const [start] of spans) {
    const beside = spans.filter(([from, to]) => from && to && start && from <= start && start < to)
    expect(beside.length).toBeLessThanOrEqual(2)
  }
})

it('a held job can be cancelled, and an order with held jobs too', async () => {
  const order = await allocatedOrder(lab.world.db, 3)
  await lab.limit(order, { maxProvisioning: 1 })
  await provisionOrder(lab.world.ctx, order)
  for (const { id } of await lab.jobsOf(order)) await lab.claim(id)
  const held = (await lab.jobsOf(order)).find(({ heldSince }) => heldSince !== null)
  await cancelJob(lab.world.ctx, { id: held?.id ?? '' })
  expect(await lab.world.db.provisionJob.findUniqueOrThrow({ where: { id: held?.id ?? '' } })).toMatchObject({
    status: 'CANCELLED',
    heldSince: null,
  })
  await cancelOrder(lab.world.ctx, { number: order.number })
  expect(await lab.heldOf(order)).toEqual([])
  expect(await lab.statuses(order)).toEqual(['CANCELLED', 'CANCELLED', 'RUNNING'])
  // The one that had begun ends when a worker comes to it, and the order with it.
  await lab.loseWorker(order)
  expect(await lab.sweep()).toMatchObject({ lost: 1, woken: 0 })
  await lab.jobs.drain()
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'CANCELLED' })
})

it('an order that waits for its first servers keeps none of another order from the rack that it waits beside', async () => {
  const first = await allocatedOrder(lab.world.db, 6)
  const second = await besides(first, 2)
  await lab.limit(first, { maxProvisioningPerRack: 2 })
  await provisionOrder(lab.world.ctx, { ...first, waves: { canary: 1 } })
  await provisionOrder(lab.world.ctx, second)
  await lab.claimAll(first)
  await lab.claimAll(second)
  expect(await lab.heldOf(second)).toHaveLength(1)

  const running = (await lab.jobsOf(second)).find(({ status }) => status === 'RUNNING')
  await end(running?.id ?? '', 'SUCCESS')
  expect(await lab.sweep()).toMatchObject({ woken: 1 })
  expect(await lab.heldOf(second)).toHaveLength(0)
})

it('a first server that has succeeded is not awaited anew: the place that is free goes to another order', async () => {
  const first = await allocatedOrder(lab.world.db, 4)
  const second = await besides(first, 2)
  await provisionOrder(lab.world.ctx, { ...first, waves: { canary: 2 } })
  await lab.claimAll(first)
  const tried = (await lab.jobsOf(first)).find(({ status }) => status === 'RUNNING')
  await end(tried?.id ?? '', 'SUCCESS')
  await lab.limit(first, { maxProvisioning: 1 })
  await provisionOrder(lab.world.ctx, second)
  await lab.claimAll(second)
  expect(await lab.heldOf(second)).toHaveLength(2)
  await lab.limit(first, { maxProvisioning: 2 })
  expect(await lab.sweep()).toMatchObject({ woken: 1 })
  expect(await lab.heldOf(second)).toHaveLength(1)
})

it('where the rack of the next to be tried first is full, one in another rack is', async () => {
  const host = await allocatedOrder(lab.world.db, 1)
  const order = await besides(host, 4)
  const code = await lab.limit(host, { maxProvisioning: 2, maxProvisioningPerRack: 1 })
  await provisionOrder(lab.world.ctx, host)
  await lab.claimAll(host)
  await provisionOrder(lab.world.ctx, { ...order, waves: { canary: 1 } })
  await lab.claimAll(order)
  expect(await lab.heldOf(order)).toHaveLength(4)

  const { id: datacenterId } = await lab.world.db.datacenter.findUniqueOrThrow({ where: { code } })
  const other = await lab.world.db.rack.create({
    data: { code: `${code}-R2`, datacenterId, walkKey: code, heightU: 100 },
  })
  const last = (await lab.jobsOf(order)).at(-1)
  await lab.world.db.server.update({ where: { id: last?.serverId ?? 0 }, data: { rackId: other.id } })
  expect(await lab.sweep()).toMatchObject({ woken: 1 })
  expect(await lab.claim(last?.id ?? '')).not.toBeNull()
})

it('a claim that was under way when a limit was set is held by it like those that come later', async () => {
  const order = await allocatedOrder(lab.world.db, 2)
  await provisionOrder(lab.world.ctx, order)
  const { claimed } = await overtaken(order, async (first) => {
    await lab.limit(order, { maxProvisioning: 1 })
    await lab.claim(first)
  })
  expect(claimed).toBeNull()
  expect(await lab.heldOf(order)).toHaveLength(1)
})

it('a claim that was under way when waves were set begins nothing beside the server that is tried first', async () => {
  const order = await allocatedOrder(lab.world.db, 2)
  await provisionOrder(lab.world.ctx, order)
  const { claimed, second } = await overtaken(order, async (first) => {
    await lab.world.db.order.update({ where: { id: order.id }, data: { canary: 1 } })
    await lab.claim(first)
  })
  expect(claimed).toBeNull()
  expect(await sweepJobs(lab.world.ctx, { quietMs: 0 })).toMatchObject({ woken: 0 })
  expect(await lab.claim(second)).toBeNull()
  expect(await lab.heldOf(order)).toHaveLength(1)
})

it('an order of any size is stopped, and many are woken, in transactions that each have an end', async () => {
  const order = await allocatedOrder(lab.world.db, 6)
  await provisionOrder(lab.world.ctx, { ...order, waves: { canary: 1, failureBudget: 0 } })
  await lab.breakBmcs(order)
  const [first] = await lab.jobsOf(order)
  await lab.run(first?.id ?? '')
  await lab.claimAll(order)
  expect(await stopWaves(lab.world.ctx, { most: 3 })).toBe(3)
  // What is left has no turn: it would only be held anew.
  expect(await wakeHeldJobs(lab.world.ctx, {})).toBe(0)
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'PROVISIONING' })
  expect(await stopWaves(lab.world.ctx, { most: 3 })).toBe(2)
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'FAILED' })

  const other = await allocatedOrder(lab.world.db, 5)
  await lab.limit(other, { maxProvisioning: 1 })
  await provisionOrder(lab.world.ctx, other)
  await lab.claimAll(other)
  await lab.limit(other, { maxProvisioning: 10 })
  expect(await wakeHeldJobs(lab.world.ctx, { wakes: 3 })).toBe(3)
  expect(await wakeHeldJobs(lab.world.ctx, { wakes: 3 })).toBe(1)
})
