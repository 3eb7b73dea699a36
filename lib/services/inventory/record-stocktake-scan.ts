import type { StocktakeView } from '../../contracts/inventory/stocktake'
import { type Ctx, inTransaction } from '../../db/context'
import { AppError } from '../../domain/errors'
import { announceChanges } from '../audit/record-audit'
import { lockedStocktake } from './locked-stocktake'
import { resolveCode } from './resolve-code'
import { viewStocktake } from './stocktake-view'

interface StocktakeScan {
  id: string
  code: string
}

/** Notes that a code was seen there. Moves nothing: what is not expected is settled afterwards. Seen twice is seen. */
export async function recordStocktakeScan(ctx: Ctx, input: StocktakeScan): Promise<StocktakeView> {
  const code = await serverCode(ctx, input.code)
  return inTransaction(ctx, async (tx) => {
    const row = await lockedStocktake(tx, input.id, 'inventory.record-stocktake-scan')
    const seen = { seenAt: tx.clock(), seenBy: tx.actor.name }
    // What was thought missing and is seen after all is settled by that.
    const over = { settled: null, reason: null, settledAt: null, settledBy: null }
    await tx.db.stocktakeLine.upsert({
      where: { stocktakeId_code: { stocktakeId: row.id, code } },
      create: { stocktakeId: row.id, code, ...seen },
      update: { ...seen, ...over },
    })
    await announceChanges(tx, [{ entity: 'stocktake', key: row.id, datacenterId: row.datacenterId }])
    return viewStocktake(tx, row)
  })
}

/** The barcode of the server that the label names, also by its maker's serial; of an unknown one the code itself. */
const serverCode = async (ctx: Ctx, typed: string): Promise<string> => {
  const { items, candidates } = await resolveCode(ctx, { code: typed })
  const server = items.find(({ kind }) => kind === 'server')
  const [first] = candidates
  const [other] = items
  if (server !== undefined) return server.code
  if (first !== undefined && other === undefined) return first
  const what = other === undefined ? 'This is no code' : `${other.code} is a ${other.kind}`
  throw new AppError('validation', `${what}: servers are counted here.`, {
    fields: [{ path: 'code', message: 'Must be a server’s' }],
  })
}
