import { z } from 'zod'
import { done, failBecause, waitFor } from '@/lib/domain/provisioning/steps'
import type { JobRun } from '../job-run'
import type { StepFunction } from './step-function'

const bootDetail = z.object({ phonesHome: z.boolean() })

/** Did the installed image phone home, is the server on and well, and is nothing left in it of how it was installed? */
export const healthCheck: StepFunction = async (run) => {
  const { image } = run.job.order
  if (expectsPhoneHome(run) && run.job.phonedHomeAt === null)
    return waitFor(run.timing.retryMs / 1000, `Waiting for ${image?.slug ?? 'the image'} to phone home`)
  const power = await run.driver.readPower(run.bmc, run.deadline)
  if (image !== null && power === 'changing') return waitFor(run.timing.retryMs / 1000, 'Waiting for it to be on')
  if (image !== null && power === 'off') return failBecause('It is off, though its image was installed.')
  const problems = await run.driver.readProblems(run.bmc, run.deadline)
  if (problems.length > 0) return failBecause(problems.join(' '), { problems })
  if (run.job.bootDirty) {
    await run.driver.restoreBoot(run.bmc, run.deadline)
    await run.recordBoot(null)
  }
  const phonedHome = run.job.phonedHomeAt?.toISOString() ?? null
  return done({ health: 'OK', power, phonedHome })
}

/** What the boot configuration found out; false where that step was passed over. */
function expectsPhoneHome(run: JobRun): boolean {
  const details = run.job.steps.map(({ detail }) => bootDetail.safeParse(detail).data?.phonesHome ?? false)
  return details.includes(true)
}
