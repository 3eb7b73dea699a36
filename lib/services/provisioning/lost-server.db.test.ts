import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runJob } from '@/worker/run-job'
import { type AllocatedOrder, allocatedOrder as newAllocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { replaceServer } from '../lifecycle/replace-server'
import { transitionServer } from '../lifecycle/transition-server'
import { claimJob } from './claim-job'
import { finishStep } from './finish-step'
import { getJob } from './get-job'
import { provisionOrder } from './provision-order'
import { releaseOrder } from './release-order'
import { retryJob } from './retry-job'
import { sweepJobs } from './sweep-jobs'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab()
})
afterAll(() => lab.close())

const allocatedOrder = (count: number) => newAllocatedOrder(lab.world.db, count, { hardware: lab.hardware })
const statusOf = async (order: AllocatedOrder) =>
  (await lab.world.db.order.findUniqueOrThrow({ where: { id: order.id } })).status
/** The job of the order's server at `index`. */
async function jobOf(order: AllocatedOrder, index: number) {
  const { id } = await lab.world.db.provisionJob.findFirstOrThrow({
    where: { orderId: order.id, server: { barcode: order.barcodes[index] ?? '' } },
  })
  return getJob(lab.world.ctx, { id })
}

describe('a promised server that breaks', () => {
  it('ends its job at once, is left out of the order’s end, and its worker is refused', async () => {
    const order = await allocatedOrder(2)
    await provisionOrder(lab.world.ctx, order)
    const job = await jobOf(order, 0)
    const claimed = await claimJob(lab.world.ctx, { jobId: job.id, owner: 'somebody', leaseMs: 60_000 })
    await transitionServer(lab.world.ctx, { barcode: job.server, to: 'BROKEN', reason: 'smoke' })
    expect(await getJob(lab.world.ctx, job)).toMatchObject({
      status: 'CANCELLED',
      lastError: 'The server broke: smoke',
    })
    if (claimed === null) throw new Error('The job could not be claimed')
    await expect(
      finishStep(lab.world.ctx, { lease: claimed.lease, kind: 'provision', position: 1 }),
    ).rejects.toMatchObject({
      name: 'LeaseLost',
    })
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
    await expect(retryJob(lab.world.ctx, { id: job.id })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('ends an order that waited only for its job, however many others wait for a person', async () => {
    const { id: datacenterId } = await lab.world.db.datacenter.create({ data: { code: 'STUCK', name: 'Stuck' } })
    // Orders that lost every server: they wait for a replacement, and no sweep can end them.
    const stuck = { customer: 'Waits', status: 'PROVISIONING', datacenterId, cpuCores: 1, ramGb: 1, nvmeGb: 1 } as const
    await lab.world.db.order.createMany({ data: Array.from({ length: 120 }, () => stuck) })
    const order = await allocatedOrder(2)
    await provisionOrder(lab.world.ctx, order)
    const [broken, good] = await Promise.all([jobOf(order, 0), jobOf(order, 1)])
    await runJob(lab.jobs.runner, good.id)
    await transitionServer(lab.world.ctx, { barcode: broken.server, to: 'BROKEN', reason: 'smoke' })
    expect(await statusOf(order)).toBe('PROVISIONING')
    expect((await sweepJobs(lab.world.ctx, { quietMs: 60_000 })).settled).toBe(1)
    expect(await statusOf(order)).toBe('ACTIVE')
    await lab.world.db.order.deleteMany({ where: { datacenterId } })
  })

  it('gets a substitute that is provisioned, while its ACTIVE order stays ACTIVE', async () => {
    const order = await allocatedOrder(1)
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    const [barcode = ''] = order.barcodes
    const {
      id: _,
      barcode: __,
      bmcTls: ___,
      ...like
    } = await lab.world.db.server.findUniqueOrThrow({ where: { barcode } })
    await lab.world.db.server.create({
      data: {
        ...like,
        barcode: `${barcode}-B`,
        ...lab.hardware.bmcOf(`${barcode}-B`),
        state: 'RACKED',
        u: 50,
        orderId: null,
        needsWipe: false,
      },
    })
    await transitionServer(lab.world.ctx, { barcode, to: 'BROKEN', reason: 'smoke' })
    const view = await replaceServer(lab.world.ctx, { number: order.number, barcode })
    expect(view).toMatchObject({ status: 'ACTIVE', servers: [`${barcode}-B`], degraded: [] })
    await expect(releaseOrder(lab.world.ctx, { number: order.number })).rejects.toMatchObject({ code: 'conflict' })
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
    expect(await lab.world.db.server.findUnique({ where: { barcode: `${barcode}-B` } })).toMatchObject({
      state: 'IN_SERVICE',
    })
    await releaseOrder(lab.world.ctx, { number: order.number })
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('RELEASED')
  })
})
