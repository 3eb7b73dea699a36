import { done, failBecause } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

/** Does the BMC answer, and does it stand in the server that the record says? */
export const verifyBmc: StepFunction = async ({ driver, bmc, job, deadline }) => {
  const { serial, product } = await driver.identify(bmc, deadline)
  const recorded = job.server.serial
  if (recorded !== null && recorded.toLowerCase() !== serial.toLowerCase())
    return failBecause(`The BMC at ${bmc.address} stands in ${serial}, the server is ${recorded}.`, { serial, product })
  return done({ address: bmc.address, serial, product })
}
