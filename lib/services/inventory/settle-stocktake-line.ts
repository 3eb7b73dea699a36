import type { StocktakeView } from '../../contracts/inventory/stocktake'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServer } from '../../db/locks'
import { conflict, invalid } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { lockedStocktake } from './locked-stocktake'
import { viewStocktake } from './stocktake-view'

interface SettleLine {
  id: string
  code: string
  as: 'missing' | 'ignored'
  reason?: string | undefined
}

/** What a server is tagged with that was not where it should be: filters and plans see it. */
export const MISSING_TAG = 'missing'
const MOST_TAGS = 50

/** Settles one difference. A missing server is tagged so, with the reason; its state is for who looks for it to change. */
export async function settleStocktakeLine(ctx: Ctx, input: SettleLine): Promise<StocktakeView> {
  if (input.as === 'missing' && input.reason === undefined) {
    throw invalid({ path: 'reason', message: 'What is missing needs a reason' })
  }
  return inTransaction(ctx, async (tx) => {
    const server = await lockServer(tx, input.code)
    const row = await lockedStocktake(tx, input.id, 'inventory.settle-stocktake-line')
    const line = (await viewStocktake(tx, row)).lines.find(
      ({ code }) => code.toLowerCase() === input.code.toLowerCase(),
    )
    if (line === undefined || line.status === 'found') throw conflict('conflict', `${input.code} is no difference.`)
    if (input.as === 'missing' && line.status !== 'missing') {
      throw conflict('conflict', `${line.code} was seen here: it is not missing.`)
    }
    const settled = { settled: input.as, reason: input.reason ?? null, settledAt: tx.clock(), settledBy: tx.actor.name }
    await tx.db.stocktakeLine.upsert({
      where: { stocktakeId_code: { stocktakeId: row.id, code: line.code } },
      create: { stocktakeId: row.id, code: line.code, ...settled },
      update: settled,
    })
    if (input.as === 'missing' && server !== null) await tag(tx, server.id)
    await recordAudit(tx, {
      action: 'inventory.settle-stocktake-line',
      entity: server === null ? 'stocktake' : 'server',
      key: server === null ? row.id : line.code,
      reason: input.reason,
      datacenterId: row.datacenterId,
      detail: { stocktake: row.id, code: line.code, settled: input.as },
    })
    return viewStocktake(tx, row)
  })
}

const tag = async (tx: TxCtx, id: number): Promise<void> => {
  const { tags } = await tx.db.server.findUniqueOrThrow({ where: { id }, select: { tags: true } })
  if (tags.includes(MISSING_TAG) || tags.length >= MOST_TAGS) return
  await tx.db.server.update({ where: { id }, data: { tags: [...tags, MISSING_TAG], version: { increment: 1 } } })
}
