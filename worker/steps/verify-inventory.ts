import { done, failBecause } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

/**
 * Is it the model that the record says, with what that model promises built in? More than that is no fault, and what a BMC
 * does not tell of can't be missed.
 */
export const verifyInventory: StepFunction = async (run) => {
  const { product } = await run.driver.identify(run.bmc, run.deadline)
  const found = await run.driver.readInventory(run.bmc, run.deadline)
  const nvmeGb = found.disks?.reduce((sum, { gb }) => sum + gb, 0) ?? null
  const { model } = run.job.server
  const { cpuCores, ramGb } = found
  const detail = { product, cpuCores, ramGb, nvmeGb, disks: found.disks?.length ?? null }
  if (model === null)
    return failBecause('The server’s model is not known, so there is nothing to compare with.', detail)
  if (product !== null && !isSameModel(product, model.model))
    return failBecause(`The BMC says that it is a ${product}; the record says ${model.model}.`, detail)
  const missing = [
    { what: 'cores', is: cpuCores, wants: model.cpuCores },
    { what: 'GB of RAM', is: ramGb, wants: model.ramGb },
    { what: 'GB of NVMe', is: nvmeGb, wants: model.nvmeGb },
  ].filter(({ is, wants }) => is !== null && wants !== null && is < wants)
  if (missing.length === 0) return done(detail)
  const words = missing.map(({ what, is, wants }) => `${is} of ${wants} ${what}`).join(', ')
  return failBecause(`Less is built in than ${model.slug} has: ${words}.`, detail)
}

/** One names the other: vendors write "ProLiant DL360 Gen10" and "HPE DL360 Gen10" of the same. */
function isSameModel(product: string, model: string): boolean {
  const [of, recorded] = [wordsOf(product), wordsOf(model)]
  return recorded.every((word) => of.includes(word)) || of.every((word) => recorded.includes(word))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
}
