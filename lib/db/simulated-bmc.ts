import { sealPassword } from './sealed-password'

type Variables = Record<string, string | undefined>

/** What `npm run bmc-simulator` takes where it is not told otherwise. */
const CREDENTIALS = { username: 'root', password: 'calvin' }

export type SimulatedBmc =
  | { bmcDriver: 'simulated'; bmcAddress: string }
  | { bmcDriver: 'redfish'; bmcAddress: string; bmcUsername: string; bmcPassword: string }

/**
 * The BMC of a server that nobody has named one for, in a world without hardware: HAAS_SIMULATED_BMCS is the address below
 * which a simulator has them by barcode, or `sim:` for those that do nothing. Not set: it has none, as in a real world.
 */
export function simulatedBmc(barcode: string, source: Variables = process.env): SimulatedBmc | null {
  const below = source.HAAS_SIMULATED_BMCS
  if (!below) return null
  if (below === 'sim:') return { bmcDriver: 'simulated', bmcAddress: `sim:${barcode}` }
  return {
    bmcDriver: 'redfish',
    bmcAddress: `${below.replace(/\/+$/, '')}/${encodeURIComponent(barcode)}`,
    bmcUsername: CREDENTIALS.username,
    bmcPassword: sealPassword(CREDENTIALS.password, barcode, source),
  }
}
