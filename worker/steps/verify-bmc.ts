import { done, failBecause } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

/** Does the BMC answer, and does it stand in the server that the record says? */
export const verifyBmc: StepFunction = async ({ driver, bmc, job, deadline }) => {
  const { serial, product } = await driver.identify(bmc, deadline)
  const recorded = job.server.serial
  const detail = { address: bmc.address, serial, product }
  if (recorded !== null && serial !== null && recorded.toLowerCase() !== serial.toLowerCase())
    return failBecause(
      `The BMC at ${bmc.address} stands in the server with the serial number ${serial}; ${job.server.barcode} has ${recorded}.`,
      detail,
    )
  return done(detail)
}
