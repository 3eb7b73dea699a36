import type { z } from 'zod'
import type { createServerInput } from '../../contracts/inventory/server'
import type { Prisma } from '../../db/generated/client'
import { sealPassword } from '../../db/sealed-password'

type BmcInput = NonNullable<z.output<typeof createServerInput>['bmc']>
type BmcFields = Pick<Prisma.ServerUncheckedCreateInput, 'bmcDriver' | 'bmcAddress' | 'bmcUsername' | 'bmcPassword'>

/** Of the server with this barcode; null removes the BMC, credentials included. The password is sealed. */
export function bmcFields(barcode: string, bmc: BmcInput | null): BmcFields {
  return {
    bmcDriver: bmc?.driver ?? null,
    bmcAddress: bmc?.address ?? null,
    bmcUsername: bmc?.username ?? null,
    bmcPassword: bmc?.password === undefined ? null : sealPassword(bmc.password, barcode),
  }
}
