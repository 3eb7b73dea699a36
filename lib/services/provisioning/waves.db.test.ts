import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { runJob } from '@/worker/run-job'
import { inTransaction } from '../../db/context'
import { lockServers } from '../../db/locks'
import { type TestWorld, testWorld } from '../../testing/context'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { type JobRunner, jobRunner } from '../../testing/job-runner'
import { until } from '../../testing/worker-process'
import { editDatacenter } from '../inventory/edit-datacenter'
import { breakServer } from '../lifecycle/break-server'
import { replaceServer } from '../lifecycle/replace-server'
import { getOrder } from '../planning/get-order'
import { cancelJob } from './cancel-job'
import { claimJob } from './claim-job'
import { provisionOrder } from './provision-order'
import { retryJob } from './retry-job'
import { stopWaves } from './stop-waves'
import { sweepJobs } from './sweep-jobs'
import { wakeHeldJobs } from './wake-held-jobs'

let world: TestWorld
let jobs: JobRunner
beforeAll(async () => {
  world = await testWorld()
  jobs = jobRunner(world)
})
afterAll(async () => {
  await jobs.close()
  await world.close()
})

// The next test drains what waits: nothing of this one may.
afterEach(() =>
  world.db.provisionJob.updateMany({
    where: { status: { in: ['PENDING', 'RUNNING'] } },
    data: { status: 'CANCELLED', heldSince: null, leaseOwner: null, leaseUntil: null },
  }),
)

const claim = (jobId: string) => claimJob(world.ctx, { jobId, owner: 'a worker', leaseMs: 60_000 })
const jobsOf = (order: AllocatedOrder) =>
  world.db.provisionJob.findMany({ where: { orderId: order.id }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
const sweep = () => sweepJobs(world.ctx, { quietMs: 60_000 })
const statuses = async (order: AllocatedOrder) => (await jobsOf(order)).map(({ status }) => status).sort()

async function limit(order: AllocatedOrder, limits: { maxProvisioning?: number; maxProvisioningPerRack?: number }) {
  const { datacenter } = await world.db.order.findUniqueOrThrow({
    where: { id: order.id },
    select: { datacenter: { select: { code: true } } },
  })
  await editDatacenter(world.ctx, { code: datacenter.code, ...limits })
  return datacenter.code
}

/** The jobs of these servers fail at once. */
async function breakBmcs(order: AllocatedOrder): Promise<void> {
  await world.db.server.updateMany({
    where: { id: { in: order.serverIds } },
    data: { bmcAddress: null, bmcDriver: null },
  })
}

async function mendBmcs(order: AllocatedOrder): Promise<void> {
  for (const id of order.serverIds)
    await world.db.server.update({ where: { id }, data: { bmcAddress: `sim:mended-${id}`, bmcDriver: 'simulated' } })
}

/** Each job that waits is offered to the worker once. */
async function runAll(order: AllocatedOrder): Promise<void> {
  const waiting = (await jobsOf(order)).filter(({ status }) => status === 'PENDING')
  for (const { id } of waiting) await runJob(jobs.runner, id)
}

const enqueued = async (order: AllocatedOrder) => {
  const ids = (await jobsOf(order)).map(({ id }) => id)
  const rows = await world.db.$queryRaw<{ id: string }[]>`
    SELECT data ->> 'jobId' AS id FROM pgboss.job WHERE name = 'provision' AND state = 'created' AND data ->> 'jobId' = ANY(${ids})`
  return rows.map(({ id }) => id)
}

it('of forty workers that claim at the same moment no more than the rack and the datacenter take begin', async () => {
  const order = await allocatedOrder(world.db, 20)
  const code = await limit(order, { maxProvisioning: 5, maxProvisioningPerRack: 3 })
  const { id: datacenterId } = await world.db.datacenter.findUniqueOrThrow({ where: { code } })
  const other = await world.db.rack.create({ data: { code: `${code}-R2`, datacenterId, walkKey: code, heightU: 100 } })
  for (const [n, id] of order.serverIds.slice(10).entries())
    await world.db.server.update({ where: { id }, data: { rackId: other.id, u: n + 1 } })
  await provisionOrder(world.ctx, order)

  const all = await jobsOf(order)
  const claims = await Promise.all([...all, ...all].map(({ id }) => claim(id)))
  expect(claims.filter((one) => one !== null)).toHaveLength(5)

  const begun = (await jobsOf(order)).filter(({ admittedAt }) => admittedAt !== null)
  expect(begun).toHaveLength(5)
  const racks = await world.db.server.groupBy({
    by: ['rackId'],
    where: { id: { in: begun.map(({ serverId }) => serverId) } },
    _count: true,
  })
  for (const { _count: count } of racks) expect(count).toBeLessThanOrEqual(3)
  const held = (await jobsOf(order)).filter(({ heldSince }) => heldSince !== null)
  expect(held).toHaveLength(15)
  expect(held[0]?.waitingFor).toMatch(/^Waits for its turn: in (rack )?P\S+ at most \d are provisioned at once\.$/)
})

it('a place that is free again goes to as many as fit, and a held job has no queue entry of its own until then', async () => {
  const order = await allocatedOrder(world.db, 6)
  await limit(order, { maxProvisioningPerRack: 2 })
  await provisionOrder(world.ctx, order)
  await world.db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'provision'`
  for (const { id } of await jobsOf(order)) await claim(id)
  expect(await sweep()).toMatchObject({ woken: 0, enqueued: 0 })

  const running = (await jobsOf(order)).filter(({ status }) => status === 'RUNNING')
  expect(running).toHaveLength(2)
  await world.db.provisionJob.updateMany({
    where: { id: running[0]?.id ?? '' },
    data: { status: 'CANCELLED', leaseOwner: null, leaseUntil: null },
  })
  expect(await sweep()).toMatchObject({ woken: 1 })
  const [woken, ...others] = await enqueued(order)
  expect(others).toEqual([])
  expect(await claim(woken ?? '')).not.toBeNull()
})

it('a worker runs an order of ten in a rack that takes two at once to its end, and never more than two at once', async () => {
  const order = await allocatedOrder(world.db, 10)
  await limit(order, { maxProvisioningPerRack: 2 })
  await provisionOrder(world.ctx, order)
  await jobs.drain()
  const spans = (await jobsOf(order)).map(({ startedAt, finishedAt }) => [startedAt, finishedAt] as const)
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'ACTIVE' })
  for (const [start] of spans) {
    const beside = spans.filter(([from, to]) => from && to && start && from <= start && start < to)
    expect(beside.length).toBeLessThanOrEqual(2)
  }
})

it('the rest of an order begins only when those tried first have succeeded', async () => {
  const order = await allocatedOrder(world.db, 5)
  expect(await provisionOrder(world.ctx, { ...order, waves: { canary: 2 } })).toMatchObject({ waves: { canary: 2 } })
  const all = await jobsOf(order)
  const claims = await Promise.all(all.map(({ id }) => claim(id)))
  expect(claims.filter((one) => one !== null)).toHaveLength(2)
  expect((await jobsOf(order)).find(({ heldSince }) => heldSince !== null)?.waitingFor).toBe(
    'Waits for the servers that are tried first: 0 of 2 succeeded so far.',
  )
  // Their worker is gone; the jobs go on all the same, and the rest after them.
  await world.db.provisionJob.updateMany({
    where: { orderId: order.id, status: 'RUNNING' },
    data: { leaseUntil: new Date(0) },
  })
  await sweep()
  await jobs.drain()
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'ACTIVE' })
})

it('when failures pass the budget nothing else begins, the order fails, and provisioned again it goes on with the rest', async () => {
  const order = await allocatedOrder(world.db, 6)
  await provisionOrder(world.ctx, { ...order, waves: { canary: 1, failureBudget: 1 } })
  await breakBmcs(order)
  await runAll(order)
  // One failure is within the budget: another was tried in its place.
  expect(await statuses(order)).toEqual(['FAILED', 'FAILED', 'PENDING', 'PENDING', 'PENDING', 'PENDING'])
  expect((await jobsOf(order)).find(({ heldSince }) => heldSince !== null)?.waitingFor).toBe(
    'No more are begun: 2 failed, and at most 1 may.',
  )
  expect(await sweep()).toMatchObject({ stopped: 4, woken: 0 })

  expect(await statuses(order)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', 'CANCELLED', 'FAILED', 'FAILED'])
  const stopped = (await jobsOf(order)).find(({ status }) => status === 'CANCELLED')
  expect(stopped?.lastError).toBe('Not begun: 2 failed, and at most 1 may.')
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'FAILED' })

  await mendBmcs(order)
  await provisionOrder(world.ctx, order)
  await jobs.drain()
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'ACTIVE', waves: { canary: 1, failureBudget: 1 } })
})

it('a job that somebody has tried again after the stop runs, and the others’ failures do not stop it', async () => {
  const order = await allocatedOrder(world.db, 3)
  await provisionOrder(world.ctx, { ...order, waves: { failureBudget: 0 } })
  await breakBmcs(order)
  const [one, two] = await jobsOf(order)
  await Promise.all([one, two].map((job) => runJob(jobs.runner, job?.id ?? '')))
  await runAll(order)
  expect(await sweep()).toMatchObject({ stopped: 1 })
  expect(await statuses(order)).toEqual(['CANCELLED', 'FAILED', 'FAILED'])

  await mendBmcs(order)
  const failed = (await jobsOf(order)).find(({ status }) => status === 'FAILED')
  await retryJob(world.ctx, { id: failed?.id ?? '' })
  expect(await sweep()).toMatchObject({ stopped: 0 })
  await jobs.drain()
  expect(await statuses(order)).toEqual(['CANCELLED', 'FAILED', 'SUCCESS'])
})

it('a held job can be cancelled, and an order with held jobs too', async () => {
  const order = await allocatedOrder(world.db, 3)
  await limit(order, { maxProvisioning: 1 })
  await provisionOrder(world.ctx, order)
  for (const { id } of await jobsOf(order)) await claim(id)
  const held = (await jobsOf(order)).find(({ heldSince }) => heldSince !== null)
  await cancelJob(world.ctx, { id: held?.id ?? '' })
  expect(await world.db.provisionJob.findUniqueOrThrow({ where: { id: held?.id ?? '' } })).toMatchObject({
    status: 'CANCELLED',
    heldSince: null,
  })
})

/** Its servers stand with those of `host`, in the same rack and above them. */
async function besides(host: AllocatedOrder, count: number): Promise<AllocatedOrder> {
  const guest = await allocatedOrder(world.db, count)
  const [first] = await world.db.server.findMany({ where: { id: { in: host.serverIds } }, orderBy: { id: 'asc' } })
  if (first === undefined) throw new Error('The order holds no server')
  const { datacenterId, rackId } = first
  await world.db.order.update({ where: { id: guest.id }, data: { datacenterId } })
  for (const [n, id] of guest.serverIds.entries())
    await world.db.server.update({ where: { id }, data: { datacenterId, rackId, u: 50 + n } })
  return guest
}

async function claimAll(order: AllocatedOrder): Promise<void> {
  for (const { id } of await jobsOf(order)) await claim(id)
}

const waitingForLocks = async () => {
  const rows = await world.db.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return rows.length
}

const heldOf = async (order: AllocatedOrder) => (await jobsOf(order)).filter(({ heldSince }) => heldSince !== null)
const end = (jobId: string, status: 'SUCCESS' | 'FAILED' | 'CANCELLED') =>
  world.db.provisionJob.update({
    where: { id: jobId },
    data: { status, finishedAt: new Date(), leaseOwner: null, leaseUntil: null },
  })

it('an order that waits for its first servers keeps none of another order from the rack that it waits beside', async () => {
  const first = await allocatedOrder(world.db, 6)
  const second = await besides(first, 2)
  await limit(first, { maxProvisioningPerRack: 2 })
  await provisionOrder(world.ctx, { ...first, waves: { canary: 1 } })
  await provisionOrder(world.ctx, second)
  await claimAll(first)
  await claimAll(second)
  expect(await heldOf(second)).toHaveLength(1)

  const running = (await jobsOf(second)).find(({ status }) => status === 'RUNNING')
  await end(running?.id ?? '', 'SUCCESS')
  expect(await sweep()).toMatchObject({ woken: 1 })
  expect(await heldOf(second)).toHaveLength(0)
})

it('a first server that has succeeded is not awaited anew: the place that is free goes to another order', async () => {
  const first = await allocatedOrder(world.db, 4)
  const second = await besides(first, 2)
  await provisionOrder(world.ctx, { ...first, waves: { canary: 2 } })
  await claimAll(first)
  const tried = (await jobsOf(first)).find(({ status }) => status === 'RUNNING')
  await end(tried?.id ?? '', 'SUCCESS')
  await limit(first, { maxProvisioning: 1 })
  await provisionOrder(world.ctx, second)
  await claimAll(second)
  expect(await heldOf(second)).toHaveLength(2)
  await limit(first, { maxProvisioning: 2 })
  expect(await sweep()).toMatchObject({ woken: 1 })
  expect(await heldOf(second)).toHaveLength(1)
})

it('where the rack of the next to be tried first is full, one in another rack is', async () => {
  const host = await allocatedOrder(world.db, 1)
  const order = await besides(host, 4)
  const code = await limit(host, { maxProvisioning: 2, maxProvisioningPerRack: 1 })
  await provisionOrder(world.ctx, host)
  await claimAll(host)
  await provisionOrder(world.ctx, { ...order, waves: { canary: 1 } })
  await claimAll(order)
  expect(await heldOf(order)).toHaveLength(4)

  const { id: datacenterId } = await world.db.datacenter.findUniqueOrThrow({ where: { code } })
  const other = await world.db.rack.create({ data: { code: `${code}-R2`, datacenterId, walkKey: code, heightU: 100 } })
  const last = (await jobsOf(order)).at(-1)
  await world.db.server.update({ where: { id: last?.serverId ?? 0 }, data: { rackId: other.id } })
  expect(await sweep()).toMatchObject({ woken: 1 })
  expect(await claim(last?.id ?? '')).not.toBeNull()
})

it('a failed job that was tried again and failed again counts as failed', async () => {
  const order = await allocatedOrder(world.db, 4)
  await provisionOrder(world.ctx, { ...order, waves: { canary: 1, failureBudget: 1 } })
  await breakBmcs(order)
  const [one, two] = await jobsOf(order)
  await runJob(jobs.runner, one?.id ?? '')
  await retryJob(world.ctx, { id: one?.id ?? '' })
  await runJob(jobs.runner, one?.id ?? '')
  await runJob(jobs.runner, two?.id ?? '')
  expect(await statuses(order)).toEqual(['FAILED', 'FAILED', 'PENDING', 'PENDING'])
  expect(await sweep()).toMatchObject({ stopped: 2 })
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'FAILED' })
})

/** Claims the second job, and does `meanwhile` when the claim has read what it goes by and waits for the server. */
async function overtaken(order: AllocatedOrder, meanwhile: (first: string) => Promise<unknown>) {
  const [first, second] = await jobsOf(order)
  const late = await inTransaction(world.ctx, async (tx) => {
    await lockServers(tx, [second?.serverId ?? 0])
    const claimed = claim(second?.id ?? '')
    await until('the claim waits for the server', async () => (await waitingForLocks()) > 0)
    await meanwhile(first?.id ?? '')
    return { claimed, second: second?.id ?? '' }
  })
  return { claimed: await late.claimed, second: late.second }
}

it('a claim that was under way when a limit was set is held by it like those that come later', async () => {
  const order = await allocatedOrder(world.db, 2)
  await provisionOrder(world.ctx, order)
  const { claimed } = await overtaken(order, async (first) => {
    await limit(order, { maxProvisioning: 1 })
    await claim(first)
  })
  expect(claimed).toBeNull()
  expect(await heldOf(order)).toHaveLength(1)
})

it('a claim that was under way when waves were set begins nothing beside the server that is tried first', async () => {
  const order = await allocatedOrder(world.db, 2)
  await provisionOrder(world.ctx, order)
  const { claimed, second } = await overtaken(order, async (first) => {
    await world.db.order.update({ where: { id: order.id }, data: { canary: 1 } })
    await claim(first)
  })
  expect(claimed).toBeNull()
  expect(await sweepJobs(world.ctx, { quietMs: 0 })).toMatchObject({ woken: 0 })
  expect(await claim(second)).toBeNull()
  expect(await heldOf(order)).toHaveLength(1)
})

it('provisioned again, an order tries its first servers anew: what succeeded before says nothing of what failed', async () => {
  const order = await allocatedOrder(world.db, 6)
  await provisionOrder(world.ctx, order)
  const all = await jobsOf(order)
  for (const { id } of all.slice(0, 2)) await runJob(jobs.runner, id)
  await breakBmcs(order)
  for (const { id } of all.slice(2)) await runJob(jobs.runner, id)
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'FAILED' })

  await mendBmcs(order)
  await provisionOrder(world.ctx, { ...order, waves: { canary: 1, failureBudget: 0 } })
  await claimAll(order)
  expect(await heldOf(order)).toHaveLength(3)
  expect((await heldOf(order))[0]?.waitingFor).toContain('0 of 1 succeeded so far')
  await world.db.provisionJob.updateMany({
    where: { orderId: order.id, status: 'RUNNING' },
    data: { leaseUntil: new Date(0) },
  })
  await sweep()
  await jobs.drain()
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'ACTIVE' })
})

it('another is tried first where one’s server breaks, one’s job is cancelled or one’s worker is lost for good', async () => {
  const order = await allocatedOrder(world.db, 5)
  await provisionOrder(world.ctx, { ...order, waves: { canary: 1, failureBudget: 0 } })
  await claimAll(order)
  const running = async () => (await jobsOf(order)).find(({ status }) => status === 'RUNNING')
  const next = async () => {
    expect(await sweep()).toMatchObject({ woken: 1, stopped: 0 })
    await claimAll(order)
  }

  const { barcode } = await world.db.server.findUniqueOrThrow({ where: { id: (await running())?.serverId ?? 0 } })
  await breakServer(world.ctx, { barcode, reason: 'smoke' })
  await next()
  const second = await running()
  await cancelJob(world.ctx, { id: second?.id ?? '' })
  await world.db.provisionJob.updateMany({ where: { id: second?.id ?? '' }, data: { leaseUntil: new Date(0) } })
  // Lost, it is begun all the same: it counts until it has ended, and nobody else begins beside it.
  expect(await sweep()).toMatchObject({ lost: 1, woken: 0 })
  await runJob(jobs.runner, second?.id ?? '')
  expect(await statuses(order)).toEqual(['CANCELLED', 'CANCELLED', 'PENDING', 'PENDING', 'PENDING'])
  await jobs.drain()
  expect(await statuses(order)).toEqual(['CANCELLED', 'CANCELLED', 'SUCCESS', 'SUCCESS', 'SUCCESS'])
})

it('the audit log says in which waves an order was provisioned, also where it was as before', async () => {
  const order = await allocatedOrder(world.db, 2)
  await provisionOrder(world.ctx, { ...order, waves: { failureBudget: 1 } })
  for (const { id } of await jobsOf(order)) await cancelJob(world.ctx, { id })
  await provisionOrder(world.ctx, order)
  const entries = await world.db.auditEntry.findMany({
    where: { entity: 'order', key: order.number, action: 'provisioning.provision-order' },
  })
  const waves = { canary: null, failureBudget: 1 }
  expect(entries.map(({ detail }) => detail)).toEqual([{ waves }, { waves }])
})

it('an order of any size is stopped, and many are woken, in transactions that each have an end', async () => {
  const order = await allocatedOrder(world.db, 6)
  await provisionOrder(world.ctx, { ...order, waves: { canary: 1, failureBudget: 0 } })
  await breakBmcs(order)
  const [first] = await jobsOf(order)
  await runJob(jobs.runner, first?.id ?? '')
  await claimAll(order)
  expect(await stopWaves(world.ctx, { most: 3 })).toBe(3)
  // What is left has no turn: it would only be held anew.
  expect(await wakeHeldJobs(world.ctx, {})).toBe(0)
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'PROVISIONING' })
  expect(await stopWaves(world.ctx, { most: 3 })).toBe(2)
  expect(await getOrder(world.ctx, order)).toMatchObject({ status: 'FAILED' })

  const other = await allocatedOrder(world.db, 5)
  await limit(other, { maxProvisioning: 1 })
  await provisionOrder(world.ctx, other)
  await claimAll(other)
  await limit(other, { maxProvisioning: 10 })
  expect(await wakeHeldJobs(world.ctx, { wakes: 3 })).toBe(3)
  expect(await wakeHeldJobs(world.ctx, { wakes: 3 })).toBe(1)
})

/** As many free servers like the order's, in its rack. */
async function spares(order: AllocatedOrder, count: number): Promise<void> {
  const [first] = await world.db.server.findMany({ where: { id: { in: order.serverIds } }, orderBy: { id: 'asc' } })
  if (first === undefined) throw new Error('The order holds no server')
  const { id: _, bmcTls: __, ...like } = first
  for (let n = 1; n <= count; n++) {
    const barcode = `${first.barcode}-SPARE-${n}`
    const own = { barcode, bmcAddress: `sim:${barcode}`, state: 'RACKED' as const, orderId: null, needsWipe: false }
    await world.db.server.create({ data: { ...like, ...own, u: 70 + n } })
  }
}

it('a substitute is provisioned whatever became of its order’s waves, and is never held by them for good', async () => {
  const order = await allocatedOrder(world.db, 2)
  await spares(order, 2)
  await provisionOrder(world.ctx, { ...order, waves: { failureBudget: 0 } })
  await jobs.drain()
  const [one = '', two = ''] = order.barcodes
  await breakServer(world.ctx, { barcode: one, reason: 'smoke' })
  await breakServer(world.ctx, { barcode: two, reason: 'smoke' })

  await replaceServer(world.ctx, { number: order.number, barcode: one })
  const first = (await jobsOf(order)).find(({ status }) => status === 'PENDING')
  await world.db.server.update({ where: { id: first?.serverId ?? 0 }, data: { bmcAddress: null, bmcDriver: null } })
  await runJob(jobs.runner, first?.id ?? '')
  await replaceServer(world.ctx, { number: order.number, barcode: two })
  const second = (await jobsOf(order)).find(({ status }) => status === 'PENDING')
  await runJob(jobs.runner, second?.id ?? '')
  expect(await statuses(order)).toEqual(['FAILED', 'SUCCESS', 'SUCCESS', 'SUCCESS'])
})
