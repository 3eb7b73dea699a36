import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '@/scripts/bmc-simulator/machine'
import type { HardwareDriver } from '@/worker/hardware-driver'
import { type Runner, runJob } from '@/worker/run-job'
import { tidyBoots } from '@/worker/tidy-boots'
import { PROVISION_STEPS } from '../../domain/provisioning/steps'
import { isPassed } from '../../domain/step-state'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { type JobRunner, jobRunner } from '../../testing/job-runner'
import { type SimulatedHardware, simulatedHardware } from '../../testing/simulated-hardware'
import { until } from '../../testing/worker-process'
import { getJob } from './get-job'
import { provisionOrder } from './provision-order'

let world: TestWorld
let jobs: JobRunner
let hardware: SimulatedHardware
beforeAll(async () => {
  world = await testWorld()
  hardware = await simulatedHardware(world.url, 20)
  // A minute of a step's limit is a tenth of a second: a fault that stays comes to its end while one watches.
  jobs = jobRunner(world, { callMs: 600, patienceMs: 1_200, outageMs: 2_400, minuteMs: 100, settleMs: 700 })
})
afterAll(async () => {
  await jobs.close()
  await hardware.close()
  await world.close()
})

/** What a technician reads wherever it ends; the steps from whose start on the fault does no harm any more. */
const FAULTS: Record<Fault, { words: RegExp; harmless: readonly number[] }> = {
  refuse: { words: /not signed|not allowed in the current state|not writable|mounted|ejected/, harmless: [7] },
  'refuse-power': { words: /not allowed in the current state/, harmless: [6, 7] },
  'refuse-erase': { words: /never/, harmless: [1, 2, 3, 4, 5, 6, 7] },
  unhealthy: { words: /health of the system as Critical/, harmless: [7] },
  hang: { words: /did not answer in time/, harmless: [7] },
  'fail-at-60': { words: /Flashing BIOS 1\.0\.0 → 1\.2\.0 failed: .*60 %/, harmless: [4, 5, 6, 7] },
  'old-version': { words: /BIOS: flashed from 1\.0\.0 to 1\.2\.0, but the BMC reads 1\.0\.0/, harmless: [4, 5, 6, 7] },
  errors: { words: /An internal error occurred/, harmless: [7] },
  slow: { words: /never/, harmless: [1, 2, 3, 4, 5, 6, 7] },
  unreachable: { words: /dropped the connection/, harmless: [7] },
  'wrong-credentials': { words: /does not take the credentials/, harmless: [7] },
}

const cases = Object.entries(FAULTS).flatMap(([fault, expected]) =>
  PROVISION_STEPS.map(({ position, name }) => ({ fault: fault as Fault, position, name, ...expected })),
)

describe.concurrent('a fault that a BMC meets from the start of a step on', () => {
  it.each(cases)(
    '$fault at step $position ($name): ends, in words, with nothing left in it',
    async (one) => {
      const { fault, position, words, harmless } = one
      const order = await allocatedOrder(world.db, 1, { hardware })
      const [barcode = ''] = order.barcodes
      await provisionOrder(world.ctx, order)
      const { id } = await world.db.provisionJob.findFirstOrThrow({
        where: { orderId: order.id },
        select: { id: true },
      })
      await runJob(
        meetingAt(jobs.runner, id, position, () => hardware.setFaults(barcode, [fault])),
        id,
      )
      const job = await getJob(world.ctx, { id })
      const machine = await hardware.machine(barcode)
      if (harmless.includes(position)) expect(job.lastError).toBeUndefined()
      else expect(job.lastError).toMatch(words)
      expect(job.status).toBe(harmless.includes(position) ? 'SUCCESS' : 'FAILED')
      if (job.status === 'SUCCESS') {
        expect(machine.hardware.firmware.map(({ version }) => version)).toEqual(['1.5.4', '2.2'])
        expect(machine.powerState).toBe('On')
      } else {
        // As soon as it answers again, what the job had put into it is taken out.
        expect(machine.media.image === null || job.lastError?.includes('disc')).toBe(true)
        await hardware.setFaults(barcode, [])
        await until('nothing of it is left', async () => {
          await tidyBoots(jobs.runner)
          const { bootDirty } = await world.db.provisionJob.findUniqueOrThrow({ where: { id } })
          return !bootDirty
        })
      }
      expect(machine.media.image).toBeNull()
      expect(machine.boot.enabled).toBe('Disabled')
      expect(machine.log.filter(({ what }) => what.includes('in the middle of a flash'))).toEqual([])
    },
    90_000,
  )
})

/** The same runner, with `meet` before the first call to the hardware that the step makes; the last step makes none. */
function meetingAt(runner: Runner, jobId: string, position: number, meet: () => Promise<void>): Runner {
  let met = false
  const before = async () => {
    if (met) return
    const steps = await world.db.provisionStep.findMany({ where: { jobId }, orderBy: { position: 'asc' } })
    if (steps.find(({ status }) => !isPassed(status))?.position !== position) return
    met = true
    await meet()
  }
  const driverFor = (kind: 'simulated' | 'redfish'): HardwareDriver =>
    new Proxy(runner.driverFor(kind), {
      get: (driver, name) => {
        const member: unknown = Reflect.get(driver, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]): Promise<unknown> => {
          await before()
          return Reflect.apply(member, driver, args)
        }
      },
    })
  return { ...runner, driverFor }
}
