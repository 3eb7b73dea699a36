import { done, type StepKey } from '@/lib/domain/provisioning/steps'
import { bootConfiguration } from './boot-configuration'
import { firmware } from './firmware'
import { healthCheck } from './health-check'
import { installImage } from './install-image'
import type { StepFunction } from './step-function'
import { verifyBmc } from './verify-bmc'
import { verifyInventory } from './verify-inventory'
import { verifyWipe } from './verify-wipe'
import { wipeDisks } from './wipe-disks'

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
