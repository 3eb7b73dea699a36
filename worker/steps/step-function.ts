import type { Verdict } from '@/lib/domain/provisioning/steps'
import type { JobRun } from '../job-run'

/**
 * One round of a step. It looks at the hardware before it acts, records what it is about to ask, and returns a verdict,
 * which is all that decides what happens next. It may be called again at any point, by another worker too.
 */
export type StepFunction = (run: JobRun) => Promise<Verdict>
