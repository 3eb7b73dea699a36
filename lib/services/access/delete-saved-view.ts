import { type Ctx, inTransaction } from '../../db/context'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { lockSavedView } from './lock-saved-view'

export async function deleteSavedView(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'access.delete-saved-view', 'anywhere')
  await inTransaction(ctx, async (tx) => {
    const { id, page, name } = await lockSavedView(tx, input)
    await tx.db.savedView.delete({ where: { id } })
    await recordAudit(tx, { action: 'access.delete-saved-view', entity: 'saved-view', key: id, detail: { page, name } })
  })
}
