import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { type JobRunner, jobRunner } from '../../testing/job-runner'
import { type SimulatedHardware, simulatedHardware } from '../../testing/simulated-hardware'
import { listJobs } from './list-jobs'
import { provisionOrder } from './provision-order'

let world: TestWorld
let jobs: JobRunner
let hardware: SimulatedHardware
beforeAll(async () => {
  world = await testWorld()
  hardware = await simulatedHardware(world.url, 20)
  jobs = jobRunner(world, { minuteMs: 100, settleMs: 300 })
})
afterAll(async () => {
  await jobs.close()
  await hardware.close()
  await world.close()
})

/** An order of one server without an image, whose model's paths were changed first. */
async function orderWith(change: (modelId: number) => Promise<unknown>): Promise<AllocatedOrder> {
  const order = await allocatedOrder(world.db, 1, { hardware, image: false })
  const server = await world.db.server.findFirstOrThrow({ where: { id: { in: order.serverIds } } })
  await change(server.modelId ?? 0)
  await provisionOrder(world.ctx, order)
  return order
}

async function outcomeOf(order: AllocatedOrder) {
  const [job] = (await listJobs(world.ctx, { limit: 1, order: [order.number] })).items
  const machine = await hardware.machine(order.barcodes[0] ?? '')
  return { job, did: machine.log.map(({ what }) => what) }
}

describe('the firmware step', () => {
  it('restarts a server whose version shows only then: off, and on, after its flash and before the next', async () => {
    const order = await orderWith((modelId) =>
      world.db.firmwarePath.updateMany({ where: { modelId, component: 'BIOS' }, data: { reboot: true } }),
    )
    const machine = await hardware.machine(order.barcodes[0] ?? '')
    expect(machine.hardware.firmware[0]).toMatchObject({ name: 'BIOS', needsRestart: true })
    await jobs.drain()
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
    const order = await orderWith((modelId) =>
      world.db.firmwarePath.updateMany({ where: { modelId, component: 'BIOS', to: '1.5.4' }, data: { requires } }),
    )
    await jobs.drain()
    const { job, did } = await outcomeOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(did.filter((what) => what.endsWith('begins'))).toEqual([
      'flash BIOS 1.0.0 to 1.2.0 begins',
      'flash BMC 2.0 to 2.2 begins',
      'flash BIOS 1.2.0 to 1.5.4 begins',
    ])
  })

  it('names the guard that nothing can meet, and flashes nothing', async () => {
    const requires = [{ component: 'CPLD', version: '>=3' }]
    const order = await orderWith((modelId) =>
      world.db.firmwarePath.updateMany({ where: { modelId, component: 'BIOS', to: '1.5.4' }, data: { requires } }),
    )
    await jobs.drain()
    const { job, did } = await outcomeOf(order)
    expect(job?.lastError).toBe(
      'BIOS: no path from 1.0.0 to 1.5.4; the nearest that can be reached is 1.2.0: 1.5.4 wants CPLD >=3, which the server does not have.',
    )
    expect(did).toEqual([])
  })

  it('flashes a pair one after the other, in one group that is read back together', async () => {
    const order = await orderWith((modelId) =>
      world.db.firmwarePath.updateMany({
        where: { modelId, component: 'BIOS', to: '1.5.4' },
        data: { flashedWith: 'BMC' },
      }),
    )
    await jobs.drain()
    const { job, did } = await outcomeOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(did.filter((what) => what.endsWith('begins'))).toEqual([
      'flash BIOS 1.0.0 to 1.2.0 begins',
      'flash BIOS 1.2.0 to 1.5.4 begins',
      'flash BMC 2.0 to 2.2 begins',
    ])
    const hops = await world.db.firmwareHop.findMany({ where: { jobId: job?.id ?? '' }, orderBy: { position: 'asc' } })
    expect(hops.map(({ group }) => group)).toEqual([1, 2, 2])
    expect(hops[1]?.finishedAt).toEqual(hops[2]?.finishedAt)
  })

  it('follows a BMC without tasks by the version, and flashes nothing twice', async () => {
    const order = await orderWith(async () => undefined)
    const machine = await hardware.machine(order.barcodes[0] ?? '')
    machine.keepsTasks = false
    await jobs.drain()
    const { job, did } = await outcomeOf(order)
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(did.filter((what) => what.endsWith('begins'))).toEqual([
      'flash BIOS 1.0.0 to 1.2.0 begins',
      'flash BIOS 1.2.0 to 1.5.4 begins',
      'flash BMC 2.0 to 2.2 begins',
    ])
  })

  it('gives a BMC without tasks all the time there is before it restarts a server that may still be flashing', async () => {
    const order = await orderWith((modelId) =>
      world.db.firmwarePath.updateMany({
        where: { modelId, component: 'BIOS' },
        data: { reboot: true, minutes: null },
      }),
    )
    const machine = await hardware.machine(order.barcodes[0] ?? '')
    machine.keepsTasks = false
    hardware.setPace(1_000)
    await jobs.drain()
    hardware.setPace(20)
    const { job, did } = await outcomeOf(order)
    expect(job?.lastError).toBeUndefined()
    expect(job).toMatchObject({ status: 'SUCCESS' })
    expect(did.filter((what) => what.includes('in the middle of a flash'))).toEqual([])
  }, 30_000)
})
