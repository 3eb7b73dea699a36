import { stale } from '../domain/errors'

/**
 * Compares a row's version with If-Match; throws `stale` (412). Call it on a row that the transaction has locked or has
 * just updated. undefined: nothing was asked for; '*': any version will do.
 */
export function checkVersion(
  entity: string,
  key: string,
  version: number,
  ifMatch: readonly number[] | '*' | undefined,
): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch.includes(version)) return
  throw stale(entity, key, version)
}
