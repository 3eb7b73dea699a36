import type { HardwareDriver } from '../hardware-driver'
import { RedfishDriver } from './redfish/redfish-driver'
import { SimulatedDriver } from './simulated/simulated-driver'

export interface Drivers {
  driverFor(driver: 'simulated' | 'redfish'): HardwareDriver
  close(): Promise<void>
}

/** @param callMs how long any hardware call may take */
export function makeDrivers(callMs: number): Drivers {
  const drivers = { simulated: new SimulatedDriver(), redfish: new RedfishDriver(callMs) }
  return {
    driverFor: (driver) => drivers[driver],
    close: async () => void (await Promise.all([drivers.simulated.close(), drivers.redfish.close()])),
  }
}
