import { databaseUrl } from '@/lib/env/env'
import type { Log } from '@/lib/services/access/make-context'
import { type HardwareDriver, HardwareError } from '../hardware-driver'
import { SimulatedDriver } from './simulated/simulated-driver'

export interface Drivers {
  /** Throws `HardwareError` for hardware that this version cannot drive. */
  driverFor(driver: 'simulated' | 'redfish'): HardwareDriver
  close(): Promise<void>
}

/** @param callMs how long any hardware call may take */
export function makeDrivers(callMs: number, log: Log): Drivers {
  const simulated = new SimulatedDriver({
    connectionString: databaseUrl(),
    callMs,
    onPoolError: (error) => log.warn({ err: error }, 'a connection to the simulated hardware broke'),
  })
  return {
    driverFor: (driver) => {
      if (driver === 'simulated') return simulated
      throw new HardwareError('refused', `There is no driver for ${driver} yet.`)
    },
    close: () => simulated.close(),
  }
}
