import { conflict } from '../../domain/errors'
import type { HeldServer } from './read-held-servers'

/** Throws `not-racked` or `no-bmc`, which name each server that a worker could not reach. */
export function refuseUnreachable(servers: readonly HeldServer[]): void {
  const notRacked = servers.filter(({ rackId }) => rackId === null).map(({ barcode }) => barcode)
  if (notRacked.length > 0)
    throw conflict('not-racked', `Not in a rack: ${notRacked.join(', ')}.`, { servers: notRacked })
  const noBmc = servers.filter(({ bmcAddress }) => bmcAddress === null).map(({ barcode }) => barcode)
  if (noBmc.length > 0) throw conflict('no-bmc', `No BMC: ${noBmc.join(', ')}.`, { servers: noBmc })
}
