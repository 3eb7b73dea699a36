import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runJob } from '@/worker/run-job'
import { encodeCursor } from '../../db/cursor'
import { type AllocatedOrder, allocatedOrder as newAllocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { getOrder } from '../planning/get-order'
import { cancelJob } from './cancel-job'
import { cancelOrder } from './cancel-order'
import { claimJob } from './claim-job'
import { finishJob } from './finish-job'
import { getJob } from './get-job'
import { listJobs } from './list-jobs'
import { provisionOrder } from './provision-order'
import { releaseOrder } from './release-order'
import { retryJob } from './retry-job'
import { skipStep } from './skip-step'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab({ timing: { patienceMs: 1_000, minuteMs: 200, settleMs: 500 } })
})
afterAll(() => lab.close())

const allocatedOrder = (count: number) => newAllocatedOrder(lab.world.db, count, { hardware: lab.hardware })
const statusOf = async (order: AllocatedOrder) =>
  (await lab.world.db.order.findUniqueOrThrow({ where: { id: order.id } })).status
const serversOf = async (order: AllocatedOrder) =>
  lab.world.db.server.findMany({
    where: { id: { in: order.serverIds } },
    select: { state: true, needsWipe: true, orderId: true },
    orderBy: { id: 'asc' },
  })
const jobsOf = async (order: AllocatedOrder) =>
  (await listJobs(lab.world.ctx, { limit: 50, order: [order.number] })).items
async function jobOf(order: AllocatedOrder, index = 0) {
  const job = (await jobsOf(order)).find(({ server }) => server === order.barcodes[index])
  if (job === undefined) throw new Error('There is no such job')
  return job
}
const INSTALLATION = ['disc in: http://images.example/debian-13.iso', 'installed http://images.example/debian-13.iso']
const stepsOf = (job: { steps: { status: string }[] }) => job.steps.map(({ status }) => status)

describe('provisioning an order', () => {
  it('flashes the chain, installs once, and makes servers and order active', async () => {
    const order = await allocatedOrder(2)
    const view = await provisionOrder(lab.world.ctx, order)
    expect(view.status).toBe('PROVISIONING')
    expect((await serversOf(order)).map(({ state }) => state)).toEqual(['PROVISIONING', 'PROVISIONING'])
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
    expect(await serversOf(order)).toEqual([
      { state: 'IN_SERVICE', needsWipe: true, orderId: order.id },
      { state: 'IN_SERVICE', needsWipe: true, orderId: order.id },
    ])
    // As the health check read it.
    expect(await lab.world.db.server.count({ where: { orderId: order.id, powerState: 'on' } })).toBe(2)
    const job = await jobOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS', attempt: 1 })
    expect(stepsOf(job)).toEqual(Array(7).fill('SUCCESS'))
    expect(job.hops.map((hop) => `${hop.component} ${hop.from}>${hop.to} ${hop.status}`)).toEqual([
      'BIOS 1.0.0>1.2.0 SUCCESS',
      'BIOS 1.2.0>1.5.4 SUCCESS',
      'BMC 2.0>2.2 SUCCESS',
    ])
    const effects = await lab.hardware.effects(order.barcodes.slice(0, 1))
    expect(effects.map(({ what }) => what)).toEqual([
      'flash BIOS 1.0.0 to 1.2.0 begins',
      'flash BIOS 1.2.0 to 1.5.4 begins',
      'flash BMC 2.0 to 2.2 begins',
      ...INSTALLATION,
    ])
    expect((await lab.hardware.machine(order.barcodes[0] ?? '')).media.image).toBeNull()
    const firmware = await lab.world.db.serverFirmware.findMany({ where: { serverId: order.serverIds[0] ?? 0 } })
    expect(firmware.map((row) => `${row.component} ${row.version}`).sort()).toEqual(['BIOS 1.5.4', 'BMC 2.2'])
  })

  it('names every server that stands in no rack, and every one without a BMC', async () => {
    const order = await allocatedOrder(3)
    const [first = 0, second = 0] = order.serverIds
    await lab.world.db.server.update({ where: { id: first }, data: { bmcDriver: null, bmcAddress: null } })
    await expect(provisionOrder(lab.world.ctx, order)).rejects.toMatchObject({
      code: 'no-bmc',
      details: { servers: [order.barcodes[0]] },
    })
    const warehouse = await lab.world.db.warehouse.create({
      data: {
        code: `${order.number}-W`,
        datacenterId: (await lab.world.db.server.findUniqueOrThrow({ where: { id: second } })).datacenterId,
      },
    })
    await lab.world.db.server.update({
      where: { id: second },
      data: { rackId: null, u: null, face: null, warehouseId: warehouse.id },
    })
    await expect(provisionOrder(lab.world.ctx, order)).rejects.toMatchObject({
      code: 'not-racked',
      details: { servers: [order.barcodes[1]] },
    })
    expect(await statusOf(order)).toBe('ALLOCATED')
    expect(await jobsOf(order)).toEqual([])
  })

  it('is refused where it is not drawn, with what is', async () => {
    const order = await allocatedOrder(1)
    await provisionOrder(lab.world.ctx, order)
    await expect(provisionOrder(lab.world.ctx, order)).rejects.toMatchObject({
      code: 'illegal-transition',
      details: { allowed: ['ACTIVE', 'FAILED', 'CANCELLED'] },
    })
    await expect(provisionOrder(lab.world.as('TECH'), order)).rejects.toMatchObject({ code: 'forbidden' })
    await lab.jobs.drain()
  })

  it('are paged without gaps', async () => {
    const order = await allocatedOrder(3)
    await provisionOrder(lab.world.ctx, order)
    const first = await listJobs(lab.world.ctx, { limit: 2, order: [order.number] })
    const second = await listJobs(lab.world.ctx, { limit: 2, order: [order.number], cursor: first.nextCursor })
    const all = [...first.items, ...second.items].map(({ server }) => server)
    expect(all.sort()).toEqual(order.barcodes)
    expect(second.nextCursor).toBeUndefined()
    // A year that PostgreSQL has no word for.
    const longAgo = encodeCursor([-8_640_000_000_000_000, crypto.randomUUID()])
    await expect(listJobs(lab.world.ctx, { limit: 2, cursor: longAgo })).rejects.toMatchObject({ code: 'malformed' })
    await lab.jobs.drain()
  })
})

describe('a step that fails', () => {
  it('fails job and order, gives the server back to ALLOCATED, and a retry goes on at that step', async () => {
    const order = await allocatedOrder(2)
    await lab.hardware.setFaults(order.barcodes[0] ?? '', ['refuse-power'])
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('FAILED')
    const failed = await jobOf(order)
    expect(failed.lastError).toContain('The operation is not allowed in the current state of the machine.')
    expect(stepsOf(failed)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILED', 'PENDING', 'PENDING'])
    expect((await serversOf(order)).map(({ state, needsWipe }) => [state, needsWipe])).toEqual([
      ['ALLOCATED', true],
      ['IN_SERVICE', true],
    ])
    const before = await lab.hardware.effects(order.barcodes.slice(0, 1))
    await lab.hardware.setFaults(order.barcodes[0] ?? '', [])
    const retried = await retryJob(lab.world.ctx, { id: failed.id })
    expect(retried).toMatchObject({ status: 'PENDING', attempt: 2 })
    expect(await statusOf(order)).toBe('PROVISIONING')
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
    const after = await lab.hardware.effects(order.barcodes.slice(0, 1))
    expect(after.slice(before.length).map(({ what }) => what)).toEqual(INSTALLATION)
    await expect(retryJob(lab.world.ctx, { id: failed.id })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is passed over with a reason where it may be, and hand over never is', async () => {
    const order = await allocatedOrder(1)
    await lab.hardware.setFaults(order.barcodes[0] ?? '', ['unhealthy'])
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    const job = await jobOf(order)
    expect(job.lastError).toBe('The BMC reports the health of the system as Critical.')
    await skipStep(lab.world.ctx, { id: job.id, reason: 'known fan' })
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
    expect((await getJob(lab.world.ctx, job)).steps[5]).toMatchObject({
      status: 'SKIPPED',
      detail: { skipped: 'known fan' },
    })
  })

  it('says so when a BMC lies about a version', async () => {
    const order = await allocatedOrder(1)
    await lab.hardware.setFaults(order.barcodes[0] ?? '', ['old-version'])
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    const job = await jobOf(order)
    expect(job.lastError).toBe('BIOS: flashed from 1.0.0 to 1.2.0, but the BMC reads 1.0.0.')
    expect(job.hops.map(({ status }) => status)).toEqual(['FAILED', 'PENDING', 'PENDING'])
    await lab.hardware.setFaults(order.barcodes[0] ?? '', [])
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
    const effects = await lab.hardware.effects(order.barcodes)
    expect(effects.filter(({ what }) => what.startsWith('flash'))).toHaveLength(4)
  })

  it('names component, current, target and the nearest version where no chain leads to the target', async () => {
    const order = await allocatedOrder(1)
    const [serverId = 0] = order.serverIds
    const { modelId } = await lab.world.db.server.findUniqueOrThrow({ where: { id: serverId } })
    await lab.world.db.firmwarePath.deleteMany({ where: { modelId: modelId ?? 0, to: '1.5.4' } })
    await lab.world.db.serverFirmware.create({ data: { serverId, component: 'BIOS', version: '1.0.0' } })
    const words = 'BIOS: no path from 1.0.0 to 1.5.4; the nearest that can be reached is 1.2.0.'
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    const job = await jobOf(order)
    expect(job.lastError).toBe(words)
    expect(await lab.hardware.effects(order.barcodes)).toEqual([])
    await lab.world.db.firmwarePath.create({
      data: {
        modelId: modelId ?? 0,
        component: 'BIOS',
        from: '1.2.0',
        to: '1.5.4',
        address: 'http://firmware.example/bios_1.5.4',
      },
    })
    await retryJob(lab.world.ctx, { id: job.id })
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
  })

  it('is tried for a while where the BMC does not answer', async () => {
    const order = await allocatedOrder(1)
    await lab.hardware.setFaults(order.barcodes[0] ?? '', ['unreachable'])
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    expect((await jobOf(order)).lastError).toMatch(/^The BMC at http.*: it dropped the connection$/)
  })
})

describe('cancelling', () => {
  it('ends waiting jobs at once, and an order whose jobs all waited with them', async () => {
    const order = await allocatedOrder(2)
    await provisionOrder(lab.world.ctx, order)
    const view = await cancelOrder(lab.world.ctx, { number: order.number, reason: 'customer left' })
    expect(view).toMatchObject({ status: 'CANCELLED', cancelRequested: false, servers: [] })
    expect((await jobsOf(order)).map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED'])
    expect(await serversOf(order)).toEqual([
      { state: 'RACKED', needsWipe: false, orderId: null },
      { state: 'RACKED', needsWipe: false, orderId: null },
    ])
  })

  it('never stops inside a flash: the running job ends after its hop, and what holds data is wiped first', async () => {
    const order = await allocatedOrder(2)
    lab.hardware.setPace(60)
    await provisionOrder(lab.world.ctx, order)
    const [first, second] = await Promise.all([jobOf(order, 0), jobOf(order, 1)])
    await runJob(lab.jobs.runner, second.id)
    const running = runJob(lab.jobs.runner, first.id)
    await expect
      .poll(async () => (await getJob(lab.world.ctx, first)).hops.map(({ status }) => status), { timeout: 10_000 })
      .toContain('RUNNING')
    const asked = await cancelOrder(lab.world.ctx, { number: order.number })
    expect(asked).toMatchObject({ status: 'PROVISIONING', cancelRequested: true })
    await running
    lab.hardware.setPace(5)
    const cancelled = await getJob(lab.world.ctx, first)
    expect(cancelled.status).toBe('CANCELLED')
    expect(cancelled.hops.map(({ status }) => status)).not.toContain('RUNNING')
    // Every flash that was started came to its end, and was read back.
    const flashed = (await lab.hardware.effects(order.barcodes.slice(0, 1))).length
    expect(cancelled.hops.filter(({ status }) => status === 'SUCCESS')).toHaveLength(flashed)
    expect(await statusOf(order)).toBe('CANCELLED')
    expect((await serversOf(order)).map(({ state, orderId }) => [state, orderId])).toEqual([
      ['RACKED', null],
      ['IN_SERVICE', order.id],
    ])
    await lab.jobs.drain()
    expect((await serversOf(order))[1]).toEqual({ state: 'RACKED', needsWipe: false, orderId: null })
  })

  it('a job that failed before is not tried again while the others are ending', async () => {
    const order = await allocatedOrder(2)
    await lab.hardware.setFaults(order.barcodes[0] ?? '', ['refuse-power'])
    await provisionOrder(lab.world.ctx, order)
    const [failed, running] = await Promise.all([jobOf(order, 0), jobOf(order, 1)])
    await runJob(lab.jobs.runner, failed.id)
    const claimed = await claimJob(lab.world.ctx, { jobId: running.id, owner: 'somebody', leaseMs: 60_000 })
    if (claimed === null) throw new Error('The job could not be claimed')
    await cancelOrder(lab.world.ctx, { number: order.number })
    const refused = { code: 'conflict', message: `Order ${order.number} is being cancelled: its jobs are ending.` }
    await expect(retryJob(lab.world.ctx, { id: failed.id })).rejects.toMatchObject(refused)
    await expect(skipStep(lab.world.ctx, { id: failed.id, reason: 'in a hurry' })).rejects.toMatchObject(refused)
    const end = { to: 'CANCELLED' } as const
    await finishJob(lab.world.ctx, { lease: claimed.lease, kind: 'provision', position: 1, end })
    expect(await statusOf(order)).toBe('CANCELLED')
    await lab.jobs.drain()
  })

  it('one job: the order is FAILED when the others have ended, and provisioning again makes a new one', async () => {
    const order = await allocatedOrder(2)
    await provisionOrder(lab.world.ctx, order)
    const job = await jobOf(order, 0)
    expect((await cancelJob(lab.world.ctx, { id: job.id })).status).toBe('CANCELLED')
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('FAILED')
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('ACTIVE')
    expect(await jobsOf(order)).toHaveLength(3)
  })
})

describe('releasing', () => {
  it('wipes each server, which keeps state and order until then, and ends with the last', async () => {
    const order = await allocatedOrder(2)
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    await lab.hardware.setFaults(order.barcodes[1] ?? '', ['refuse-erase'])
    const asked = await releaseOrder(lab.world.ctx, { number: order.number })
    expect((await serversOf(order)).map(({ state }) => state)).toEqual(['IN_SERVICE', 'IN_SERVICE'])
    await lab.jobs.drain()
    // It shows one server less, under another ETag.
    const view = await getOrder(lab.world.ctx, { number: order.number })
    expect(view).toMatchObject({ status: 'RELEASING', servers: order.barcodes.slice(1), version: asked.version + 1 })
    expect(await serversOf(order)).toEqual([
      { state: 'RACKED', needsWipe: false, orderId: null },
      { state: 'IN_SERVICE', needsWipe: true, orderId: order.id },
    ])
    const wipe = (await jobsOf(order)).find(({ status }) => status === 'FAILED')
    await expect(skipStep(lab.world.ctx, { id: wipe?.id ?? '', reason: 'in a hurry' })).rejects.toMatchObject({
      code: 'step-not-skippable',
    })
    await lab.hardware.setFaults(order.barcodes[1] ?? '', [])
    await retryJob(lab.world.ctx, { id: wipe?.id ?? '' })
    await lab.jobs.drain()
    expect(await statusOf(order)).toBe('RELEASED')
    const allocations = await lab.world.db.allocation.findMany({ where: { orderId: order.id } })
    expect(allocations.map(({ status }) => status)).toEqual(['RELEASED', 'RELEASED'])
  })
})
