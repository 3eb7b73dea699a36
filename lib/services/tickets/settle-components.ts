import type { TxCtx } from '../../db/context'
import { conflict, unknownReference } from '../../domain/errors'
import { moveParts } from './move-parts'
import { serveWaiting } from './serve-waiting'
import { componentSelect } from './ticket-view'
import { trimPieces } from './trim-pieces'

type Result = 'replaced' | 'not-needed'

/**
 * Says what became of components of one ticket: `replaced` consumes the reserved part, `not-needed` returns it (and
 * whoever waits for one gets it). The caller has locked the spares as supply and the ticket. Throws `components-waiting`
 * for one that is to be replaced and has no part, `conflict` where another result stands, `unknown-reference` for a name
 * that the ticket does not have. Returns the names that changed.
 */
export async function settleComponents(
  tx: TxCtx,
  ticket: { id: number; number: string },
  wanted: readonly { name: string; result: Result }[],
): Promise<string[]> {
  const rows = await tx.db.ticketComponent.findMany({ where: { ticketId: ticket.id }, select: componentSelect })
  const settled = wanted.flatMap(({ name, result }, index) => {
    const row = rows.find((component) => component.name === name)
    if (row === undefined) throw unknownReference(`components.${index}.name`, 'component', name)
    if (wanted.findIndex((other) => other.name === name) !== index) {
      throw conflict('conflict', `The component ${name} is named twice.`, { component: name })
    }
    const before = row.result === 'not_needed' ? 'not-needed' : row.result
    if (before === result) return []
    if (before !== null) throw conflict('conflict', `The component ${name} is ${before} already.`, { component: name })
    if (result === 'replaced' && row.partStatus === 'WAITING') {
      throw conflict('components-waiting', `${name} still waits for its part: receive one into stock first.`, {
        components: [name],
      })
    }
    return [{ row, name, result }]
  })
  for (const result of ['replaced', 'not-needed'] as const) {
    await settle(
      tx,
      ticket,
      settled.filter((component) => component.result === result).map((component) => component.row),
      result,
    )
  }
  return settled.map((component) => component.name)
}

type Row = { id: number; partStatus: string; sparePartId: number | null; warehouseId: number | null }

async function settle(
  tx: TxCtx,
  ticket: { id: number; number: string },
  rows: readonly Row[],
  result: Result,
): Promise<void> {
  if (rows.length === 0) return
  const stored = result === 'not-needed' ? ('not_needed' as const) : result
  const held = rows.flatMap(({ id, partStatus, sparePartId, warehouseId }) =>
    partStatus === 'RESERVED' && sparePartId !== null && warehouseId !== null ? [{ id, sparePartId, warehouseId }] : [],
  )
  const others = rows.filter((row) => row.partStatus !== 'RESERVED').map((row) => row.id)
  const swapped = result === 'replaced' ? { swappedAt: tx.clock(), swappedBy: tx.actor.name } : {}
  await tx.db.ticketComponent.updateMany({
    where: { id: { in: held.map((row) => row.id) } },
    data: { result: stored, partStatus: result === 'replaced' ? 'CONSUMED' : 'RETURNED', ...swapped },
  })
  await tx.db.ticketComponent.updateMany({
    where: { id: { in: others } },
    data: { result: stored, partStatus: 'NOT_NEEDED', ...swapped },
  })
  await moveParts(tx, {
    kind: result === 'replaced' ? 'CONSUME' : 'RETURN',
    parts: held.map((part) => ({ ...part, ticketId: ticket.id })),
    reason: result === 'replaced' ? `built in for ${ticket.number}` : `not needed for ${ticket.number}`,
  })
  if (result === 'replaced') return trimPieces(tx, { places: held, reason: `built in for ${ticket.number}` })
  const warehouses = await tx.db.warehouse.findMany({
    where: { id: { in: held.map((row) => row.warehouseId) } },
    select: { id: true, datacenterId: true },
  })
  const supplies = new Map<string, { sparePartId: number; datacenterId: number }>()
  for (const { sparePartId, warehouseId } of held) {
    const datacenterId = warehouses.find((warehouse) => warehouse.id === warehouseId)?.datacenterId
    if (datacenterId !== undefined) supplies.set(`${sparePartId} ${datacenterId}`, { sparePartId, datacenterId })
  }
  for (const supply of supplies.values()) await serveWaiting(tx, supply)
}
