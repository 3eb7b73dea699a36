import { type Verdict, waitFor } from '@/lib/domain/provisioning/steps'
import type { JobRun } from '../job-run'

/**
 * A restart in two halves, each recorded before it is asked for and each to be seen afterwards, so that a server is never
 * switched off once the second half has begun: it may be flashing itself by then. null: it is on again.
 * @param asked the half that was recorded last; null: none yet
 */
export async function restart(
  run: JobRun,
  asked: 'off' | 'on' | null,
  record: (half: 'off' | 'on') => Promise<void>,
  words: string,
): Promise<Verdict | null> {
  const again = waitFor(run.timing.retryMs / 1000, words)
  const power = await run.driver.readPower(run.bmc, run.deadline)
  if (asked === 'on') {
    if (power === 'on') return null
    if (power === 'off') await run.driver.setPower(run.bmc, 'on', run.deadline)
    return again
  }
  if (asked === null) await record('off')
  if (power !== 'off') {
    await run.driver.setPower(run.bmc, 'off', run.deadline)
    return again
  }
  await record('on')
  return waitFor(0, words)
}
