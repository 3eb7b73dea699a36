import type { TxCtx } from '../../db/context'
import { misfitOf, readFacts } from '../../domain/tickets/part-facts'
import { isPartKind, neededOf } from '../../domain/tickets/spares'
import type { RepairComponentRow, RepairTicket } from './repair-row'
import { ticketTypeOf } from './ticket-view'

/** Why a part does not fit a component of a ticket, in words that a crew understands; null where it fits. */
export async function fitsComponent(
  tx: TxCtx,
  asked: { ticket: RepairTicket; component: RepairComponentRow; sparePartId: number },
): Promise<string | null> {
  const part = await tx.db.sparePart.findUniqueOrThrow({
    where: { id: asked.sparePartId },
    select: { sku: true, kind: true, facts: true, models: { select: { model: { select: { slug: true } } } } },
  })
  const { row } = asked.ticket
  const needed = neededOf(ticketTypeOf(row.type), asked.component.partKind)
  if (needed === null || !isPartKind(part.kind, needed)) {
    return `${part.sku} is ${part.kind}, and the ticket asks for ${needed ?? 'no part'}.`
  }
  const { model } = row.server
  if (model === null) return `Nobody said which model ${row.server.barcode} is, so what fits it is not known.`
  if (!part.models.some((one) => one.model.slug === model.slug))
    return `${part.sku} does not fit ${model.manufacturer} ${model.model}.`
  const misfit = misfitOf(readFacts(asked.component.facts), readFacts(part.facts))
  return misfit === null ? null : `${part.sku} ${misfit}.`
}
