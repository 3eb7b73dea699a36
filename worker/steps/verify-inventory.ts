import { done, failBecause } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

/** Is what the model promises built in? More than that is no fault, and what a BMC does not tell of can't be missed. */
export const verifyInventory: StepFunction = async ({ driver, bmc, job, deadline }) => {
  const found = await driver.readInventory(bmc, deadline)
  const nvmeGb = found.disks?.reduce((sum, { gb }) => sum + gb, 0) ?? null
  const { model } = job.server
  const detail = { cpuCores: found.cpuCores, ramGb: found.ramGb, nvmeGb, disks: found.disks?.length ?? null }
  if (model === null)
    return failBecause('The server’s model is not known, so there is nothing to compare with.', detail)
  const missing = [
    { what: 'cores', is: found.cpuCores, wants: model.cpuCores },
    { what: 'GB of RAM', is: found.ramGb, wants: model.ramGb },
    { what: 'GB of NVMe', is: nvmeGb, wants: model.nvmeGb },
  ].filter(({ is, wants }) => is !== null && wants !== null && is < wants)
  if (missing.length === 0) return done(detail)
  const words = missing.map(({ what, is, wants }) => `${is} of ${wants} ${what}`).join(', ')
  return failBecause(`Less is built in than ${model.slug} has: ${words}.`, detail)
}
