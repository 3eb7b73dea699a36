import { done, failBecause } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

/** What proves that the data is gone: the disks are asked, not the task. */
export const verifyWipe: StepFunction = async ({ driver, bmc, deadline }) => {
  const disks = await driver.readDisks(bmc, deadline)
  return disks === null ? done({ disks: 'blank' }) : failBecause(`After the wipe ${disks.image} is still on the disks.`)
}
