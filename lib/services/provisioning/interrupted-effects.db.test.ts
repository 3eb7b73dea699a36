import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HardwareDriver } from '@/worker/hardware-driver'
import { type Runner, runJob } from '@/worker/run-job'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { type JobRunner, jobRunner } from '../../testing/job-runner'
import { type SimulatedHardware, simulatedHardware } from '../../testing/simulated-hardware'
import { until } from '../../testing/worker-process'
import { provisionOrder } from './provision-order'
import { releaseOrder } from './release-order'
import { LeaseLost } from './under-lease'

let world: TestWorld
let jobs: JobRunner
let hardware: SimulatedHardware
beforeAll(async () => {
  world = await testWorld()
  hardware = await simulatedHardware(world.url, 20)
  jobs = jobRunner(world, { leaseMs: 1_000, beatMs: 300, callMs: 600, settleMs: 300 })
})
afterAll(async () => {
  await jobs.close()
  await hardware.close()
  await world.close()
})

const WHOLE_LIFE = [
  'flash BIOS 1.0.0 to 1.2.0 begins',
  'flash BIOS 1.2.0 to 1.5.4 begins',
  'flash BMC 2.0 to 2.2 begins',
  'disc in: http://images.example/debian-13.iso',
  'installed http://images.example/debian-13.iso',
  'erase NVMe SSD in bay 0 begins',
  'erase NVMe SSD in bay 1 begins',
]

/** What changes something on the hardware, and how often it is called before the call at which the worker dies. */
const CALLS: [keyof HardwareDriver, number][] = [
  ['startFlash', 0],
  ['startFlash', 1],
  ['setBoot', 0],
  ['setBoot', 1],
  ['setPower', 0],
  ['restoreBoot', 0],
  ['startErase', 0],
  ['startErase', 1],
]
const moments = CALLS.flatMap(([call, earlier]) =>
  (['before it was sent', 'before its outcome was recorded'] as const).map((moment) => ({ call, earlier, moment })),
)

describe.concurrent('a worker that dies at a call', () => {
  it.each(moments)(
    '$call ($earlier before it), $moment: the next one sees to it that all of it happens once',
    async (one) => {
      const order = await allocatedOrder(world.db, 1, { hardware })
      const [barcode = ''] = order.barcodes
      const mortal = dyingAt(jobs.runner, one)
      await provisionOrder(world.ctx, order)
      await runToEnd(mortal, order.id)
      await releaseOrder(world.ctx, order)
      await runToEnd(mortal, order.id)
      expect(mortal.died()).toBe(true)
      expect(await world.db.order.findUnique({ where: { id: order.id } })).toMatchObject({ status: 'RELEASED' })
      expect((await hardware.effects([barcode])).map(({ what }) => what)).toEqual(WHOLE_LIFE)
      const { log, media, contents } = await hardware.machine(barcode)
      expect(log.filter(({ what }) => /in the middle of a flash|two at once/.test(what))).toEqual([])
      expect([media.image, contents]).toEqual([null, [null, null]])
    },
    60_000,
  )
})

/** Runs the order's unfinished job, by the mortal until it has died, until it has ended. */
async function runToEnd(mortal: ReturnType<typeof dyingAt>, orderId: number): Promise<void> {
  await until('the job has ended', async () => {
    const job = await world.db.provisionJob.findFirst({ where: { orderId, status: { in: ['PENDING', 'RUNNING'] } } })
    if (job !== null) await runJob(mortal.died() ? jobs.runner : mortal.runner, job.id)
    return job === null
  })
}

/** A runner that writes and says nothing more once it has come to that call. Its lease is left to run out. */
function dyingAt(runner: Runner, { call, earlier, moment }: (typeof moments)[number]) {
  let left = earlier
  let dead = false
  const driverFor = (kind: 'simulated' | 'redfish'): HardwareDriver =>
    new Proxy(runner.driverFor(kind), {
      get: (driver, name) => {
        const member: unknown = Reflect.get(driver, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]): Promise<unknown> => {
          const isIt = name === call && left-- === 0
          if (isIt && moment === 'before it was sent') dead = true
          if (dead && name !== 'leave') throw new LeaseLost('of a worker that died')
          const answer: unknown = await Reflect.apply(member, driver, dead ? [args[0], null] : args)
          if (isIt) {
            dead = true
            throw new LeaseLost('of a worker that died')
          }
          return answer
        }
      },
    })
  return { runner: { ...runner, owner: 'mortal', driverFor }, died: () => dead }
}
