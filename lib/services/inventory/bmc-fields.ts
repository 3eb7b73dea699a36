import type { z } from 'zod'
import type { createServerInput } from '../../contracts/inventory/server'
import type { Prisma } from '../../db/generated/client'

type BmcInput = NonNullable<z.output<typeof createServerInput>['bmc']>
type BmcFields = Pick<Prisma.ServerUncheckedCreateInput, 'bmcDriver' | 'bmcAddress' | 'bmcUsername' | 'bmcPassword'>

/** Every new server can be powered and provisioned: until drivers for real BMCs come, by a simulated one. */
export function simulatedBmc(barcode: string): { bmcDriver: 'simulated'; bmcAddress: string } {
  return { bmcDriver: 'simulated', bmcAddress: `sim:${barcode}` }
}

/** null removes the BMC, credentials included. */
export function bmcFields(bmc: BmcInput | null): BmcFields {
  return {
    bmcDriver: bmc?.driver ?? null,
    bmcAddress: bmc?.address ?? null,
    bmcUsername: bmc?.username ?? null,
    bmcPassword: bmc?.password ?? null,
  }
}
