import type { z } from 'zod'
import type { createSavedViewInput, SavedViewView } from '../../contracts/access/saved-view'
import { type Ctx, inTransaction } from '../../db/context'
import { lockWord } from '../../db/locks'
import { conflict } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { refuseTakenName, savedViewSelect, toSavedViewView } from './saved-view-view'

/** More than these no menu shows. */
const MOST = 100

export async function createSavedView(ctx: Ctx, input: z.output<typeof createSavedViewInput>): Promise<SavedViewView> {
  authorize(ctx, 'access.create-saved-view', 'anywhere')
  return inTransaction(ctx, async (tx) => {
    const { page, name, query } = input
    const owner = tx.actor.key
    await lockWord(tx, `saved views of ${owner}`)
    if ((await tx.db.savedView.count({ where: { owner, page } })) >= MOST) {
      throw conflict('conflict', `You have ${MOST} views of this list: delete one first.`)
    }
    const row = await tx.db.savedView
      .create({
        data: { owner, page, name, query, createdAt: tx.clock(), updatedAt: tx.clock() },
        select: savedViewSelect,
      })
      .catch(refuseTakenName(name))
    await recordAudit(tx, {
      action: 'access.create-saved-view',
      entity: 'saved-view',
      key: row.id,
      detail: { page, name, query },
    })
    return toSavedViewView(row)
  })
}
