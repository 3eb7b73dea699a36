import type { StocktakeView } from '../../contracts/inventory/stocktake'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { unknownReference } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { stocktakePlace, stocktakeSelect, viewStocktake } from './stocktake-view'

type StartStocktake = { rack: string } | { warehouse: string }

/** Begins to count a rack or a warehouse. One that is open there is gone on with: two people count one place together. */
export async function startStocktake(
  ctx: Ctx,
  input: StartStocktake,
): Promise<{ created: boolean; stocktake: StocktakeView }> {
  return inTransaction(ctx, async (tx) => {
    const { datacenterId, ...place } = await placeOf(tx, input)
    authorize(tx, 'inventory.start-stocktake', datacenterId)
    const { count } = await tx.db.stocktake.createMany({
      data: [{ ...place, datacenterId, startedBy: tx.actor.name, startedAt: tx.clock() }],
      skipDuplicates: true,
    })
    const row = await tx.db.stocktake.findFirstOrThrow({ where: { ...place, closedAt: null }, select: stocktakeSelect })
    if (count === 1) {
      const record = { action: 'inventory.start-stocktake', entity: 'stocktake', key: row.id, datacenterId } as const
      await recordAudit(tx, { ...record, detail: { place: stocktakePlace(row) } })
    }
    return { created: count === 1, stocktake: await viewStocktake(tx, row) }
  })
}

const placeOf = async (tx: TxCtx, input: StartStocktake) => {
  if ('rack' in input) {
    const row = await tx.db.rack.findUnique({ where: { code: input.rack }, select: { id: true, datacenterId: true } })
    if (row === null) throw unknownReference('rack', 'rack', input.rack)
    return { rackId: row.id, datacenterId: row.datacenterId }
  }
  const row = await tx.db.warehouse.findUnique({
    where: { code: input.warehouse },
    select: { id: true, datacenterId: true },
  })
  if (row === null) throw unknownReference('warehouse', 'warehouse', input.warehouse)
  return { warehouseId: row.id, datacenterId: row.datacenterId }
}
