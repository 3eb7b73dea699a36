import type { TxCtx } from '../../db/context'
import { lockWord } from '../../db/locks'
import { conflict } from '../../domain/errors'

/**
 * Runs a change that may take the role ADMIN from somebody, and refuses it (`last-admin`) when nobody would be left who
 * can sign in with that role everywhere. One such change at a time: two admins cannot remove each other.
 */
export async function keepAnAdmin<T>(tx: TxCtx, change: () => Promise<T>): Promise<T> {
  await lockWord(tx, 'last-admin')
  const before = await countAdmins(tx)
  const result = await change()
  if (before > 0 && (await countAdmins(tx)) === 0)
    throw conflict('last-admin', 'This is the last ADMIN who can sign in: make another one first.')
  return result
}

async function countAdmins(tx: TxCtx): Promise<number> {
  return tx.db.user.count({
    where: { disabledAt: null, grants: { some: { role: 'ADMIN', datacenterId: null } } },
  })
}
