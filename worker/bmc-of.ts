import { bmcAccess, PasswordSealed } from '@/lib/services/provisioning/bmc-access'
import { type Bmc, HardwareError } from './hardware-driver'

/** How the server's BMC is reached. Throws `HardwareError` (refused) where this worker can't open its password. */
export function bmcOf(server: Parameters<typeof bmcAccess>[0]): Bmc {
  try {
    return bmcAccess(server)
  } catch (error) {
    if (error instanceof PasswordSealed) throw new HardwareError('refused', error.message, { cause: error })
    throw error
  }
}
