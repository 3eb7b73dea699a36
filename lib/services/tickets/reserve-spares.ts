import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import type { TicketType } from '../../domain/ticket-state'
import { type PartFacts, readFacts } from '../../domain/tickets/part-facts'
import { chooseSpare, isPartKind, neededOf, partKindsFor, type SpareCandidate } from '../../domain/tickets/spares'
import { moveParts, type TicketPart } from './move-parts'

/** A component that waits for a part, with what decides which one: its server's model and place, and what is known of it. */
export interface SpareWish {
  componentId: number
  ticketId: number
  type: TicketType
  /** What its rule asks for, where another kind than the type says. */
  partKind: string | null
  modelId: number | null
  datacenterId: number
  warehouseId: number | null
  facts: PartFacts
}

interface Stock extends SpareCandidate {
  kind: string
  sparePartId: number
  warehouseId: number
  datacenterId: number
  models: ReadonlySet<number>
}

interface Choice extends TicketPart {
  componentId: number
}

/**
 * Reserves a compatible spare for each wish that stock allows, in the order given, in a fixed number of statements;
 * returns the ids of the components that got one, the others go on waiting. The caller holds `lockSpares`.
 */
export async function reserveSpares(tx: TxCtx, wishes: readonly SpareWish[]): Promise<number[]> {
  const needy = wishes.filter((wish) => wish.modelId !== null && neededOf(wish.type, wish.partKind) !== null)
  if (needy.length === 0) return []
  const choices = choose(needy, await lockCandidates(tx, needy))
  if (choices.length === 0) return []
  await moveParts(tx, { kind: 'RESERVE', parts: choices, reason: 'reserved for a ticket' })
  const reserved = await tx.db.$executeRaw`
    UPDATE ticket_components c SET part_status = 'RESERVED', spare_part_id = d.part, warehouse_id = d.place
    FROM unnest(${choices.map((choice) => choice.componentId)}::int[], ${choices.map((choice) => choice.sparePartId)}::int[],
                ${choices.map((choice) => choice.warehouseId)}::int[]) AS d(id, part, place)
    WHERE c.id = d.id AND c.part_status = 'WAITING'`
  if (reserved < choices.length) throw conflict('conflict', 'A component that waited has a part already.')
  return choices.map((choice) => choice.componentId)
}

/** Stock that fits any of the wishes, its rows locked in id order. */
async function lockCandidates(tx: TxCtx, wishes: readonly SpareWish[]): Promise<Stock[]> {
  const kinds = wishes.flatMap((wish) => {
    const needed = neededOf(wish.type, wish.partKind)
    return needed === null ? [] : [...partKindsFor(needed)]
  })
  const models = [...new Set(wishes.flatMap((wish) => (wish.modelId === null ? [] : [wish.modelId])))]
  const rows = await tx.db.$queryRaw<
    (Omit<Stock, 'models' | 'sameWarehouse' | 'facts'> & { modelId: number; facts: unknown })[]
  >`
    SELECT s.id AS "stockId", s.available, p.id AS "sparePartId", p.sku, p.kind, p.facts, m.model_id AS "modelId",
           w.id AS "warehouseId", w.code AS warehouse, w.datacenter_id AS "datacenterId"
    FROM stock s
    JOIN warehouses w ON w.id = s.warehouse_id
    JOIN spare_parts p ON p.id = s.spare_part_id
    JOIN spare_part_models m ON m.spare_part_id = p.id
    WHERE s.available > 0 AND upper(p.kind) = ANY(${[...new Set(kinds)]}::text[]) AND m.model_id = ANY(${models}::int[])
      AND w.datacenter_id = ANY(${[...new Set(wishes.map((wish) => wish.datacenterId))]}::int[])
    ORDER BY s.id FOR UPDATE OF s`
  const byId = new Map<number, Stock & { models: Set<number> }>()
  for (const { modelId, facts, ...row } of rows) {
    const stock = byId.get(row.stockId) ?? {
      ...row,
      facts: readFacts(facts),
      sameWarehouse: false,
      models: new Set<number>(),
    }
    stock.models.add(modelId)
    byId.set(row.stockId, stock)
  }
  return [...byId.values()]
}

function choose(wishes: readonly SpareWish[], stock: readonly Stock[]): Choice[] {
  const left = new Map(stock.map((row) => [row.stockId, row.available]))
  return wishes.flatMap((wish) => {
    const needed = neededOf(wish.type, wish.partKind)
    if (needed === null || wish.modelId === null) return []
    const { modelId, datacenterId } = wish
    const chosen = chooseSpare(
      stock
        .filter((row) => row.datacenterId === datacenterId && row.models.has(modelId) && isPartKind(row.kind, needed))
        .map((row) => ({
          ...row,
          available: left.get(row.stockId) ?? 0,
          sameWarehouse: row.warehouseId === wish.warehouseId,
        })),
      wish.facts,
    )
    if (chosen === null) return []
    left.set(chosen.stockId, chosen.available - 1)
    return [
      {
        componentId: wish.componentId,
        ticketId: wish.ticketId,
        sparePartId: chosen.sparePartId,
        warehouseId: chosen.warehouseId,
      },
    ]
  })
}
