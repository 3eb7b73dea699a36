import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '@/scripts/bmc-simulator/machine'
import { type Runner, runJob } from '@/worker/run-job'
import { tidyBoots } from '@/worker/tidy-boots'
import { PROVISION_STEPS } from '../../domain/provisioning/steps'
import { isPassed } from '../../domain/step-state'
import { aroundCalls } from '../../testing/around-calls'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { until } from '../../testing/worker-process'
import { getJob } from './get-job'
import { provisionOrder } from './provision-order'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab({
    paceMs: 20,
    // A minute of a step's limit is a tenth of a second: a fault that stays comes to its end while one watches.
    timing: { callMs: 600, patienceMs: 1_200, outageMs: 2_400, minuteMs: 100, settleMs: 700 },
  })
})
afterAll(() => lab.close())

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
      const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
      const [barcode = ''] = order.barcodes
      await provisionOrder(lab.world.ctx, order)
      const { id } = await lab.world.db.provisionJob.findFirstOrThrow({
        where: { orderId: order.id },
        select: { id: true },
      })
      await runJob(
        meetingAt(lab.jobs.runner, id, position, () => lab.hardware.setFaults(barcode, [fault])),
        id,
      )
      const job = await getJob(lab.world.ctx, { id })
      const machine = await lab.hardware.machine(barcode)
      if (harmless.includes(position)) expect(job.lastError).toBeUndefined()
      else expect(job.lastError).toMatch(words)
      expect(job.status).toBe(harmless.includes(position) ? 'SUCCESS' : 'FAILED')
      if (job.status === 'SUCCESS') {
        expect(machine.hardware.firmware.map(({ version }) => version)).toEqual(['1.5.4', '2.2'])
        expect(machine.powerState).toBe('On')
      } else {
        // As soon as it answers again, what the job had put into it is taken out.
        expect(machine.media.image === null || job.lastError?.includes('disc')).toBe(true)
        await lab.hardware.setFaults(barcode, [])
        await until('nothing of it is left', async () => {
          await tidyBoots(lab.jobs.runner)
          const { bootDirty } = await lab.world.db.provisionJob.findUniqueOrThrow({ where: { id } })
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
    const steps = await lab.world.db.provisionStep.findMany({ where: { jobId }, orderBy: { position: 'asc' } })
    if (steps.find(({ status }) => !isPassed(status))?.position !== position) return
    met = true
    await meet()
  }
  return aroundCalls(runner, async (_name, call, args) => {
    await before()
    return call(...args)
  })
}
