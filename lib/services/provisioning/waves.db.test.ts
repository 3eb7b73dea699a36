import { expect, it } from 'vitest'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { WaveLab } from '../../testing/wave-lab'
import { replaceServer } from '../lifecycle/replace-server'
import { transitionServer } from '../lifecycle/transition-server'
import { getOrder } from '../planning/get-order'
import { cancelJob } from './cancel-job'
import { provisionOrder } from './provision-order'
import { retryJob } from './retry-job'

const lab = WaveLab.forThisFile()

/** As many free servers like the order's, in its rack. */
async function spares(order: AllocatedOrder, count: number): Promise<void> {
  const [first] = await lab.world.db.server.findMany({ where: { id: { in: order.serverIds } }, orderBy: { id: 'asc' } })
  if (first === undefined) throw new Error('The order holds no server')
  const { id: _, bmcTls: __, ...like } = first
  for (let n = 1; n <= count; n++) {
    const barcode = `${first.barcode}-SPARE-${n}`
    const own = { barcode, bmcAddress: `sim:${barcode}`, state: 'RACKED' as const, orderId: null, needsWipe: false }
    await lab.world.db.server.create({ data: { ...like, ...own, u: 70 + n } })
  }
}

it('the rest of an order begins only when those tried first have succeeded', async () => {
  const order = await allocatedOrder(lab.world.db, 5)
  expect(await provisionOrder(lab.world.ctx, { ...order, waves: { canary: 2 } })).toMatchObject({
    waves: { canary: 2 },
  })
  const all = await lab.jobsOf(order)
  const claims = await Promise.all(all.map(({ id }) => lab.claim(id)))
  expect(claims.filter((one) => one !== null)).toHaveLength(2)
  expect((await lab.jobsOf(order)).find(({ heldSince }) => heldSince !== null)?.waitingFor).toBe(
    'Waits for the servers that are tried first: 0 of 2 succeeded so far.',
  )
  // Their worker is gone; the jobs go on all the same, and the rest after them.
  await lab.loseWorker(order)
  await lab.sweep()
  await lab.jobs.drain()
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'ACTIVE' })
})

it('when failures pass the budget nothing else begins, the order fails, and provisioned again it goes on with the rest', async () => {
  const order = await allocatedOrder(lab.world.db, 6)
  await provisionOrder(lab.world.ctx, { ...order, waves: { canary: 1, failureBudget: 1 } })
  await lab.breakBmcs(order)
  await lab.runAll(order)
  // One failure is within the budget: another was tried in its place.
  expect(await lab.statuses(order)).toEqual(['FAILED', 'FAILED', 'PENDING', 'PENDING', 'PENDING', 'PENDING'])
  expect((await lab.jobsOf(order)).find(({ heldSince }) => heldSince !== null)?.waitingFor).toBe(
    'No more are begun: 2 failed, and at most 1 may.',
  )
  expect(await lab.sweep()).toMatchObject({ stopped: 4, woken: 0 })

  expect(await lab.statuses(order)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', 'CANCELLED', 'FAILED', 'FAILED'])
  const stopped = (await lab.jobsOf(order)).find(({ status }) => status === 'CANCELLED')
  expect(stopped?.lastError).toBe('Not begun: 2 failed, and at most 1 may.')
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'FAILED' })

  await lab.mendBmcs(order)
  await provisionOrder(lab.world.ctx, order)
  await lab.jobs.drain()
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({
    status: 'ACTIVE',
    waves: { canary: 1, failureBudget: 1 },
  })
})

it('a job that somebody has tried again after the stop runs, and the others’ failures do not stop it', async () => {
  const order = await allocatedOrder(lab.world.db, 3)
  await provisionOrder(lab.world.ctx, { ...order, waves: { failureBudget: 0 } })
  await lab.breakBmcs(order)
  const [one, two] = await lab.jobsOf(order)
  await Promise.all([one, two].map((job) => lab.run(job?.id ?? '')))
  await lab.runAll(order)
  expect(await lab.sweep()).toMatchObject({ stopped: 1 })
  expect(await lab.statuses(order)).toEqual(['CANCELLED', 'FAILED', 'FAILED'])

  await lab.mendBmcs(order)
  const failed = (await lab.jobsOf(order)).find(({ status }) => status === 'FAILED')
  await retryJob(lab.world.ctx, { id: failed?.id ?? '' })
  expect(await lab.sweep()).toMatchObject({ stopped: 0 })
  await lab.jobs.drain()
  expect(await lab.statuses(order)).toEqual(['CANCELLED', 'FAILED', 'SUCCESS'])
})

it('a failed job that was tried again and failed again counts as failed', async () => {
  const order = await allocatedOrder(lab.world.db, 4)
  await provisionOrder(lab.world.ctx, { ...order, waves: { canary: 1, failureBudget: 1 } })
  await lab.breakBmcs(order)
  const [one, two] = await lab.jobsOf(order)
  await lab.run(one?.id ?? '')
  await retryJob(lab.world.ctx, { id: one?.id ?? '' })
  await lab.run(one?.id ?? '')
  await lab.run(two?.id ?? '')
  expect(await lab.statuses(order)).toEqual(['FAILED', 'FAILED', 'PENDING', 'PENDING'])
  expect(await lab.sweep()).toMatchObject({ stopped: 2 })
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'FAILED' })
})

it('provisioned again, an order tries its first servers anew: what succeeded before says nothing of what failed', async () => {
  const order = await allocatedOrder(lab.world.db, 6)
  await provisionOrder(lab.world.ctx, order)
  const all = await lab.jobsOf(order)
  for (const { id } of all.slice(0, 2)) await lab.run(id)
  await lab.breakBmcs(order)
  for (const { id } of all.slice(2)) await lab.run(id)
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'FAILED' })

  await lab.mendBmcs(order)
  await provisionOrder(lab.world.ctx, { ...order, waves: { canary: 1, failureBudget: 0 } })
  await lab.claimAll(order)
  expect(await lab.heldOf(order)).toHaveLength(3)
  expect((await lab.heldOf(order))[0]?.waitingFor).toContain('0 of 1 succeeded so far')
  await lab.loseWorker(order)
  await lab.sweep()
  await lab.jobs.drain()
  expect(await getOrder(lab.world.ctx, order)).toMatchObject({ status: 'ACTIVE' })
})

it('another is tried first where one’s server breaks, one’s job is cancelled or one’s worker is lost for good', async () => {
  const order = await allocatedOrder(lab.world.db, 5)
  await provisionOrder(lab.world.ctx, { ...order, waves: { canary: 1, failureBudget: 0 } })
  await lab.claimAll(order)
  const running = async () => (await lab.jobsOf(order)).find(({ status }) => status === 'RUNNING')
  const next = async () => {
    expect(await lab.sweep()).toMatchObject({ woken: 1, stopped: 0 })
    await lab.claimAll(order)
  }

  const { barcode } = await lab.world.db.server.findUniqueOrThrow({ where: { id: (await running())?.serverId ?? 0 } })
  await transitionServer(lab.world.ctx, { barcode, to: 'BROKEN', reason: 'smoke' })
  await next()
  const second = await running()
  await cancelJob(lab.world.ctx, { id: second?.id ?? '' })
  await lab.world.db.provisionJob.updateMany({ where: { id: second?.id ?? '' }, data: { leaseUntil: new Date(0) } })
  // Lost, it is begun all the same: it counts until it has ended, and nobody else begins beside it.
  expect(await lab.sweep()).toMatchObject({ lost: 1, woken: 0 })
  await lab.run(second?.id ?? '')
  expect(await lab.statuses(order)).toEqual(['CANCELLED', 'CANCELLED', 'PENDING', 'PENDING', 'PENDING'])
  await lab.jobs.drain()
  expect(await lab.statuses(order)).toEqual(['CANCELLED', 'CANCELLED', 'SUCCESS', 'SUCCESS', 'SUCCESS'])
})

it('the audit log says in which waves an order was provisioned, also where it was as before', async () => {
  const order = await allocatedOrder(lab.world.db, 2)
  await provisionOrder(lab.world.ctx, { ...order, waves: { failureBudget: 1 } })
  for (const { id } of await lab.jobsOf(order)) await cancelJob(lab.world.ctx, { id })
  await provisionOrder(lab.world.ctx, order)
  const entries = await lab.world.db.auditEntry.findMany({
    where: { entity: 'order', key: order.number, action: 'provisioning.provision-order' },
  })
  const waves = { canary: null, failureBudget: 1 }
  expect(entries.map(({ detail }) => detail)).toEqual([{ waves }, { waves }])
})

it('a substitute is provisioned whatever became of its order’s waves, and is never held by them for good', async () => {
  const order = await allocatedOrder(lab.world.db, 2)
  await spares(order, 2)
  await provisionOrder(lab.world.ctx, { ...order, waves: { failureBudget: 0 } })
  await lab.jobs.drain()
  const [one = '', two = ''] = order.barcodes
  await transitionServer(lab.world.ctx, { barcode: one, to: 'BROKEN', reason: 'smoke' })
  await transitionServer(lab.world.ctx, { barcode: two, to: 'BROKEN', reason: 'smoke' })

  await replaceServer(lab.world.ctx, { number: order.number, barcode: one })
  const first = (await lab.jobsOf(order)).find(({ status }) => status === 'PENDING')
  await lab.world.db.server.update({ where: { id: first?.serverId ?? 0 }, data: { bmcAddress: null, bmcDriver: null } })
  await lab.run(first?.id ?? '')
  await replaceServer(lab.world.ctx, { number: order.number, barcode: two })
  const second = (await lab.jobsOf(order)).find(({ status }) => status === 'PENDING')
  await lab.run(second?.id ?? '')
  expect(await lab.statuses(order)).toEqual(['FAILED', 'SUCCESS', 'SUCCESS', 'SUCCESS'])
})
