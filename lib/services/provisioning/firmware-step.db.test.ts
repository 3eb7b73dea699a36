import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Prisma } from '../../db/generated/client'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { listJobs } from './list-jobs'
import { provisionOrder } from './provision-order'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab({ paceMs: 20, timing: { minuteMs: 100, settleMs: 300 } })
})
afterAll(() => lab.close())

/** An order of one server without an image, after a change of its model's paths of the BIOS (those to `to` only). */
async function orderWith(change: Prisma.FirmwarePathUncheckedUpdateManyInput, to?: string): Promise<AllocatedOrder> {
  const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware, image: false })
  const server = await lab.world.db.server.findFirstOrThrow({ where: { id: { in: order.serverIds } } })
  await lab.world.db.firmwarePath.updateMany({
    where: { modelId: server.modelId ?? 0, component: 'BIOS', ...(to === undefined ? {} : { to }) },
    data: change,
  })
  await provisionOrder(lab.world.ctx, order)
  return order
}

/** Runs it to its end. `flashed`: what was flashed, in order; `did`: all that the machine saw. */
async function outcomeOf(order: AllocatedOrder) {
  await lab.jobs.drain()
  const [job] = (await listJobs(lab.world.ctx, { limit: 1, order: [order.number] })).items
  const did = (await lab.hardware.machine(order.barcodes[0] ?? '')).log.map(({ what }) => what)
  return { job, did, flashed: did.filter((what) => what.endsWith('begins')) }
}

const IN_ORDER = ['flash BIOS 1.0.0 to 1.2.0 begins', 'flash BIOS 1.2.0 to 1.5.4 begins', 'flash BMC 2.0 to 2.2 begins']

describe('the firmware step', () => {
  it('restarts a server whose version shows only then: off, and on, after its flash and before the next', async () => {
    const order = await orderWith({ reboot: true })
    const machine = await lab.hardware.machine(order.barcodes[0] ?? '')
    expect(machine.hardware.firmware[0]).toMatchObject({ name: 'BIOS', needsRestart: true })
    const { job, did } = await outcomeOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(did.slice(0, 10)).toEqual([
      'flash BIOS 1.0.0 to 1.2.0 begins',
      'flash BIOS to 1.2.0 is done',
      // It was off.
      'reset On',
      'is on',
      'flash BIOS 1.2.0 to 1.5.4 begins',
      'flash BIOS to 1.5.4 is done',
      'reset ForceOff',
      'is off',
      'reset On',
      'is on',
    ])
  })

  it('does first what a guard of the next wants of another component', async () => {
    const requires = [{ component: 'bmc', version: '>=2.2' }]
    const order = await orderWith({ requires }, '1.5.4')
    const { job, flashed } = await outcomeOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(flashed).toEqual([
      'flash BIOS 1.0.0 to 1.2.0 begins',
      'flash BMC 2.0 to 2.2 begins',
      'flash BIOS 1.2.0 to 1.5.4 begins',
    ])
  })

  it('names the guard that nothing can meet, and flashes nothing', async () => {
    const requires = [{ component: 'CPLD', version: '>=3' }]
    const order = await orderWith({ requires }, '1.5.4')
    const { job, did } = await outcomeOf(order)
    expect(job?.lastError).toBe(
      'BIOS: no path from 1.0.0 to 1.5.4; the nearest that can be reached is 1.2.0: 1.5.4 wants CPLD >=3, which the server does not have.',
    )
    expect(did).toEqual([])
  })

  it('flashes a pair one after the other, in one group that is read back together', async () => {
    const order = await orderWith({ flashedWith: 'BMC' }, '1.5.4')
    const { job, flashed } = await outcomeOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(flashed).toEqual(IN_ORDER)
    const hops = await lab.world.db.firmwareHop.findMany({
      where: { jobId: job?.id ?? '' },
      orderBy: { position: 'asc' },
    })
    expect(hops.map(({ group }) => group)).toEqual([1, 2, 2])
    expect(hops[1]?.finishedAt).toEqual(hops[2]?.finishedAt)
  })

  it('follows a BMC without tasks by the version, and flashes nothing twice', async () => {
    const order = await orderWith({})
    const machine = await lab.hardware.machine(order.barcodes[0] ?? '')
    machine.keepsTasks = false
    const { job, flashed } = await outcomeOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(flashed).toEqual(IN_ORDER)
  })

  it('gives a BMC without tasks all the time there is before it restarts a server that may still be flashing', async () => {
    const order = await orderWith({ reboot: true, minutes: null })
    const machine = await lab.hardware.machine(order.barcodes[0] ?? '')
    machine.keepsTasks = false
    lab.hardware.setPace(1_000)
    const { job, did } = await outcomeOf(order)
    lab.hardware.setPace(20)
    expect(job?.lastError).toBeUndefined()
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(did.filter((what) => what.includes('in the middle of a flash'))).toEqual([])
  }, 30_000)
})
