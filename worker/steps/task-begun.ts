import { type Verdict, waitFor } from '@/lib/domain/provisioning/steps'
import type { JobRun } from '../job-run'

/**
 * Was what somebody, perhaps a worker that is gone, was about to ask for ever begun? By the tasks that the BMC knows now
 * and did not know before. Returns the task; empty where there is nothing to follow it by; null where it never began; a
 * verdict while a request that nobody answered may still have its effect.
 */
export async function taskBegun(
  run: JobRun,
  asked: { before: string[] | null; at: Date | null; words: string },
): Promise<string | null | Verdict> {
  const now = await run.driver.listTasks(run.bmc, run.deadline)
  if (now === null || asked.before === null) return ''
  const before = new Set(asked.before)
  const found = now.filter((task) => !before.has(task)).at(-1)
  if (found !== undefined) return found
  return run.isPast(asked.at, run.timing.settleMs) ? null : waitFor(run.timing.retryMs / 1000, asked.words)
}
