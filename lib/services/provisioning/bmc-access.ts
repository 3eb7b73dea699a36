import { type BmcTls, bmcTls as storedTls } from '../../contracts/inventory/server'
import type { Prisma } from '../../db/generated/client'
import { openPassword, PasswordSealed } from '../../db/sealed-password'

export { PasswordSealed }

interface StoredBmc {
  barcode: string
  bmcAddress: string | null
  bmcUsername: string | null
  bmcPassword: string | null
  bmcTls: Prisma.JsonValue
}

/** How a server's BMC is reached, its password opened. Stays in the worker. Throws `PasswordSealed` where the key is missing. */
export function bmcAccess({ barcode, bmcAddress, bmcUsername, bmcPassword, bmcTls }: StoredBmc): {
  address: string
  username?: string
  password?: string
  tls?: BmcTls
} {
  return {
    address: bmcAddress ?? '',
    ...(bmcUsername === null ? {} : { username: bmcUsername }),
    ...(bmcPassword === null ? {} : { password: openPassword(bmcPassword, barcode) }),
    ...(bmcTls === null ? {} : { tls: storedTls.parse(bmcTls) }),
  }
}
