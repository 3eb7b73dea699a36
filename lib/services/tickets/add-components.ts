import type { TxCtx } from '../../db/context'
import { neededPart } from '../../domain/tickets/spares'
import type { FaultGroup } from './fault'
import { reserveSpares } from './reserve-spares'

/** What one walk can carry; faults of further components are attached to the ticket without one of their own. */
export const MAX_COMPONENTS = 64

/**
 * Adds the components that tickets do not have yet and reserves their spares (most urgent first); returns the names
 * added by ticket id. A fixed number of statements.
 */
export async function addComponents(
  tx: TxCtx,
  wanted: readonly { group: FaultGroup; ticketId: number }[],
): Promise<Map<number, string[]>> {
  const rows = wanted.flatMap(({ group, ticketId }) => group.components.map((name) => ({ group, ticketId, name })))
  const added = await tx.db.$queryRaw<{ id: number; ticketId: number; name: string }[]>`
    INSERT INTO ticket_components (ticket_id, name, part_status, created_at)
    SELECT n.ticket_id, n.name, n.part_status::component_part_status, ${tx.clock()}
    FROM (
      SELECT w.*, row_number() OVER (PARTITION BY w.ticket_id ORDER BY w.position)
             + (SELECT count(*) FROM ticket_components h WHERE h.ticket_id = w.ticket_id) AS place
      FROM unnest(${rows.map((row) => row.ticketId)}::int[], ${rows.map((row) => row.name)}::text[],
                  ${rows.map((row) => (neededPart(row.group.type) === null ? 'NOT_NEEDED' : 'WAITING'))}::text[])
           WITH ORDINALITY AS w(ticket_id, name, part_status, position)
      WHERE NOT EXISTS (SELECT 1 FROM ticket_components h WHERE h.ticket_id = w.ticket_id AND h.name = w.name)
    ) AS n
    WHERE n.place <= ${MAX_COMPONENTS}
    ORDER BY n.position
    RETURNING id, ticket_id AS "ticketId", name`
  const groupOf = new Map(wanted.map(({ group, ticketId }) => [ticketId, group]))
  const wishes = added.flatMap((component) => {
    const group = groupOf.get(component.ticketId)
    if (group === undefined) return []
    const { datacenterId, modelId, warehouseId } = group.server
    const { type, priority } = group
    return {
      componentId: component.id,
      ticketId: component.ticketId,
      type,
      priority,
      datacenterId,
      modelId,
      warehouseId,
    }
  })
  await reserveSpares(tx, [
    ...wishes.filter((wish) => wish.priority === 'HIGH'),
    ...wishes.filter((wish) => wish.priority === 'NORMAL'),
    ...wishes.filter((wish) => wish.priority === 'LOW'),
  ])
  const names = new Map<number, string[]>()
  for (const component of added)
    names.set(component.ticketId, [...(names.get(component.ticketId) ?? []), component.name])
  return names
}
