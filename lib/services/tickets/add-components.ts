import type { TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import { PRIORITIES } from '../../domain/ticket-state'
import { neededOf } from '../../domain/tickets/spares'
import type { FaultGroup } from './fault'
import type { LearnedComponent } from './find-new-facts'
import { reserveSpares } from './reserve-spares'
import { type PricedWish, returnMisfits } from './return-misfits'

/** What one walk can carry; faults of further components are attached to the ticket without one of their own. */
export const MAX_COMPONENTS = 64

type Wanted = { group: FaultGroup; ticketId: number }

/**
 * Adds the components that tickets do not have yet, keeps what was learned of those that they have, and reserves spares
 * (most urgent first); returns the names added by ticket id. A fixed number of statements, but for parts that turn out
 * not to fit: those go to whoever waits for them first, the new components among them.
 */
export async function addComponents(
  tx: TxCtx,
  input: { wanted: readonly Wanted[]; learned: readonly LearnedComponent[]; action: string },
): Promise<Map<number, string[]>> {
  const { wanted, learned, action } = input
  const added = await insertComponents(tx, wanted)
  await keepFacts(tx, learned)
  const misfits = await returnMisfits(tx, { of: { componentIds: learned.map((component) => component.id) }, action })
  const wishes = [...misfits, ...(await stillWaiting(tx, wishesOf(added, wanted), misfits.length > 0))]
  await reserveSpares(
    tx,
    PRIORITIES.flatMap((priority) => wishes.filter((wish) => wish.priority === priority)),
  )
  const names = new Map<number, string[]>()
  for (const component of added)
    names.set(component.ticketId, [...(names.get(component.ticketId) ?? []), component.name])
  return names
}

interface Added {
  id: number
  ticketId: number
  name: string
}

function wishesOf(added: readonly Added[], wanted: readonly Wanted[]): PricedWish[] {
  const groupOf = new Map(wanted.map(({ group, ticketId }) => [ticketId, group]))
  return added.flatMap(({ id, ticketId, name }) => {
    const group = groupOf.get(ticketId)
    if (group === undefined) return []
    const { datacenterId, modelId, warehouseId } = group.server
    const { type, priority } = group
    const facts = group.facts.get(name) ?? {}
    const partKind = group.partKinds.get(name) ?? null
    return { componentId: id, ticketId, partKind, type, priority, datacenterId, modelId, warehouseId, facts }
  })
}

/** Without those that got a part which another component gave back just now. */
async function stillWaiting(tx: TxCtx, wishes: PricedWish[], gaveBack: boolean): Promise<PricedWish[]> {
  if (!gaveBack) return wishes
  const ids = wishes.map((wish) => wish.componentId)
  const rows = await tx.db.ticketComponent.findMany({
    where: { id: { in: ids }, partStatus: 'WAITING' },
    select: { id: true },
  })
  const waiting = new Set(rows.map((row) => row.id))
  return wishes.filter((wish) => waiting.has(wish.componentId))
}

async function keepFacts(tx: TxCtx, learned: readonly LearnedComponent[]): Promise<void> {
  if (learned.length === 0) return
  await tx.db.$executeRaw`
    UPDATE ticket_components c SET facts = n.facts::jsonb
    FROM unnest(${learned.map(({ id }) => id)}::int[], ${learned.map(({ facts }) => JSON.stringify(facts))}::text[]) AS n(id, facts)
    WHERE c.id = n.id`
}

async function insertComponents(tx: TxCtx, wanted: readonly Wanted[]): Promise<Added[]> {
  const rows = wanted.flatMap(({ group, ticketId }) => group.components.map((name) => ({ group, ticketId, name })))
  return tx.db.$queryRaw<Added[]>`
    INSERT INTO ticket_components (ticket_id, name, part_status, part_kind, facts, created_at)
    SELECT n.ticket_id, n.name, n.part_status::component_part_status, nullif(n.part_kind, ''), n.facts::jsonb, ${tx.clock()}
    FROM (
      SELECT w.*, row_number() OVER (PARTITION BY w.ticket_id ORDER BY w.position)
             + (SELECT count(*) FROM ticket_components h WHERE h.ticket_id = w.ticket_id) AS place
      FROM unnest(${unseen.ints(rows.map((row) => row.ticketId))}, ${unseen.texts(rows.map((row) => row.name))},
                  ${unseen.texts(rows.map(partStatusOf))}, ${unseen.texts(rows.map((row) => row.group.partKinds.get(row.name) ?? ''))},
                  ${unseen.texts(rows.map((row) => JSON.stringify(row.group.facts.get(row.name) ?? {})))})
           WITH ORDINALITY AS w(ticket_id, name, part_status, part_kind, facts, position)
      WHERE NOT EXISTS (SELECT 1 FROM ticket_components h WHERE h.ticket_id = w.ticket_id AND h.name = w.name)
    ) AS n
    WHERE n.place <= ${MAX_COMPONENTS}
    ORDER BY n.position
    RETURNING id, ticket_id AS "ticketId", name`
}

function partStatusOf({ group, name }: { group: FaultGroup; name: string }): 'NOT_NEEDED' | 'WAITING' {
  return neededOf(group.type, group.partKinds.get(name)) === null ? 'NOT_NEEDED' : 'WAITING'
}
