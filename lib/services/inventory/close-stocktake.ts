import type { StocktakeView } from '../../contracts/inventory/stocktake'
import { type Ctx, inTransaction } from '../../db/context'
import { conflict } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { lockedStocktake } from './locked-stocktake'
import { stocktakePlace, stocktakeSelect, viewStocktake } from './stocktake-view'

/** Closes a stocktake once every difference is settled, and keeps what was counted. */
export async function closeStocktake(ctx: Ctx, input: { id: string }): Promise<StocktakeView> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockedStocktake(tx, input.id, 'inventory.close-stocktake')
    const { counts, open } = await viewStocktake(tx, row)
    if (open > 0) {
      const words = open === 1 ? '1 difference is' : `${open} differences are`
      throw conflict('conflict', `${words} not settled yet.`, { open })
    }
    const closed = await tx.db.stocktake.update({
      where: { id: row.id },
      data: { ...counts, closedBy: tx.actor.name, closedAt: tx.clock() },
      select: stocktakeSelect,
    })
    const record = { action: 'inventory.close-stocktake', entity: 'stocktake', key: row.id } as const
    await recordAudit(tx, {
      ...record,
      datacenterId: row.datacenterId,
      detail: { place: stocktakePlace(row), ...counts },
    })
    return viewStocktake(tx, closed)
  })
}
