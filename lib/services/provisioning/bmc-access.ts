import { openPassword, PasswordSealed } from '../../db/sealed-password'

export { PasswordSealed }

interface StoredBmc {
  barcode: string
  bmcAddress: string | null
  bmcUsername: string | null
  bmcPassword: string | null
}

/** How a server's BMC is reached, its password opened. Stays in the worker. Throws `PasswordSealed` where the key is missing. */
export function bmcAccess({ barcode, bmcAddress, bmcUsername, bmcPassword }: StoredBmc): {
  address: string
  username?: string
  password?: string
} {
  return {
    address: bmcAddress ?? '',
    ...(bmcUsername === null ? {} : { username: bmcUsername }),
    ...(bmcPassword === null ? {} : { password: openPassword(bmcPassword, barcode) }),
  }
}
