import { done, type StepKey, type Verdict } from '@/lib/domain/provisioning/steps'
import type { JobRun } from '../job-run'
import { bootConfiguration } from './boot-configuration'
import { firmware } from './firmware'
import { healthCheck } from './health-check'
import { installImage } from './install-image'
import { verifyBmc } from './verify-bmc'
import { verifyInventory } from './verify-inventory'
import { verifyWipe } from './verify-wipe'
import { wipeDisks } from './wipe-disks'

/**
 * One round of a step. It looks at the hardware before it acts, records what it is about to ask, and returns a verdict,
 * which is all that decides what happens next. It may be called again at any point, by another worker too.
 */
export type StepFunction = (run: JobRun) => Promise<Verdict>

/** Nothing to ask of the hardware: server and order change hands in the transaction that records the step's end. */
const recordsOnly: StepFunction = async () => done()

export const STEPS: Record<StepKey, StepFunction> = {
  'verify-bmc': verifyBmc,
  'verify-inventory': verifyInventory,
  firmware,
  'boot-configuration': bootConfiguration,
  'install-image': installImage,
  'health-check': healthCheck,
  'hand-over': recordsOnly,
  'wipe-disks': wipeDisks,
  'verify-wipe': verifyWipe,
  'give-back': recordsOnly,
}
