import type { TxCtx } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { savedViewSelect } from './saved-view-view'

/** A view of the actor's own, locked and of the version that was asked for; another's is not there. */
export async function lockSavedView(
  tx: TxCtx,
  { id, ifMatch }: { id: string; ifMatch?: readonly number[] | '*' | undefined },
) {
  const { key: owner } = tx.actor
  await tx.db.$queryRaw`SELECT 1 FROM saved_views WHERE id = ${id}::uuid AND owner = ${owner} FOR UPDATE`
  const row = await tx.db.savedView.findFirst({ where: { id, owner }, select: savedViewSelect })
  if (row === null) throw notFound('saved-view', id)
  checkVersion('saved-view', row.name, row.version, ifMatch)
  return row
}
