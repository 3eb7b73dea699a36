import type { TxCtx } from '../../db/context'
import type { Operation } from '../../domain/access/permissions'
import { conflict, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { type StocktakeRow, stocktakePlace, stocktakeSelect } from './stocktake-view'

/** An open stocktake, its row locked: after any server, as what closes it counts what others settle. 409 when it is closed. */
export const lockedStocktake = async (tx: TxCtx, id: string, operation: Operation): Promise<StocktakeRow> => {
  await tx.db.$queryRaw`SELECT 1 FROM stocktakes WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.db.stocktake.findUnique({ where: { id }, select: stocktakeSelect })
  if (row === null) throw notFound('stocktake', id)
  authorize(tx, operation, row.datacenterId)
  if (row.closedAt !== null) {
    throw conflict('conflict', `The stocktake of ${stocktakePlace(row)} is closed. Start a new one.`, { stocktake: id })
  }
  return row
}
