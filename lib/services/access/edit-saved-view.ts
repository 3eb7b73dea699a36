import type { z } from 'zod'
import type { editSavedViewInput, SavedViewView } from '../../contracts/access/saved-view'
import { type Ctx, inTransaction } from '../../db/context'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { lockSavedView } from './lock-saved-view'
import { refuseTakenName, savedViewSelect, toSavedViewView } from './saved-view-view'

export async function editSavedView(
  ctx: Ctx,
  input: z.output<typeof editSavedViewInput> & { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<SavedViewView> {
  authorize(ctx, 'access.edit-saved-view', 'anywhere')
  return inTransaction(ctx, async (tx) => {
    const before = await lockSavedView(tx, input)
    const after = { name: input.name ?? before.name, query: input.query ?? before.query }
    if (after.name === before.name && after.query === before.query) return toSavedViewView(before)
    const row = await tx.db.savedView
      .update({
        where: { id: before.id },
        data: { ...after, updatedAt: tx.clock(), version: { increment: 1 } },
        select: savedViewSelect,
      })
      .catch(refuseTakenName(after.name))
    await recordAudit(tx, {
      action: 'access.edit-saved-view',
      entity: 'saved-view',
      key: row.id,
      detail: { name: { from: before.name, to: row.name }, query: { from: before.query, to: row.query } },
    })
    return toSavedViewView(row)
  })
}
