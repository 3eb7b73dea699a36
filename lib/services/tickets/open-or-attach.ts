import type { TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import { PRIORITIES, type Priority, type TicketType } from '../../domain/ticket-state'
import { mergeFacts, sameFacts } from '../../domain/tickets/part-facts'
import { neededOf } from '../../domain/tickets/spares'
import { recordAudits } from '../audit/record-audit'
import { addComponents } from './add-components'
import { adjustHighTickets } from './adjust-high-tickets'
import type { Fault, FaultGroup, FaultServer, FaultTicket, LiveTicket, LockedFaultServer } from './fault'
import { findNewFacts } from './find-new-facts'
import { insertTickets } from './insert-tickets'
import { lockSpares } from './lock-spares'
import { renewEvidence } from './renew-evidence'

/**
 * Gives each fault its ticket: the live one of that server and type, which may gain a component (with a spare of its own)
 * and rise in priority, or a new one. A fixed number of statements for any number of faults. Locks the servers in id
 * order first, so that of many at once one opens and the rest attach; the database's partial unique index has the last
 * word. The answer is in the order of the faults. Faults of unknown servers are a mistake of the caller.
 * @param input.servers their servers, where the caller has locked them
 */
export async function openOrAttach(
  tx: TxCtx,
  input: { faults: readonly Fault[]; action: string; servers?: ReadonlyMap<number, LockedFaultServer> },
): Promise<FaultTicket[]> {
  if (input.faults.length === 0) return []
  const servers = input.servers ?? (await lockFaultServers(tx, input.faults))
  const needingParts = input.faults.filter((fault) => neededOf(fault.type, fault.partKind) !== null)
  const datacenters = needingParts.flatMap((fault) => servers.get(fault.serverId)?.datacenterId ?? [])
  const groups = groupFaults(input.faults, servers)
  // Evidence may take a part away from its component: it goes to whoever waits, which only a supply may do.
  const learned = await findNewFacts(tx, [...groups.values()])
  const places = [...datacenters, ...learned.flatMap(({ datacenterId }) => datacenterId ?? [])]
  await lockSpares(tx, places, learned.length > 0 ? 'supply' : 'reserve')

  const maybeLive = [...groups.values()].filter(
    ({ server, type }) => input.servers?.get(server.id)?.live.has(type) ?? true,
  )
  const live = await lockLiveTickets(tx, maybeLive)
  const fresh = [...groups].filter(([key]) => !live.has(key)).map(([, group]) => group)
  const inserted = new Map((await insertTickets(tx, fresh)).map((ticket) => [keyOf(ticket), ticket]))
  const ticketOf = (group: FaultGroup) => {
    const key = keyOf({ serverId: group.server.id, type: group.type })
    const ticket = live.get(key) ?? inserted.get(key)
    if (ticket === undefined) throw new Error('a fault without its ticket')
    return ticket
  }
  const joined = [...groups].flatMap(([key, group]) => {
    const ticket = live.get(key)
    return ticket === undefined ? [] : [{ group, ticket }]
  })
  const raised = joined.filter(({ group, ticket }) => rank(group.priority) < rank(ticket.priority))
  await touchTickets(tx, joined)
  await renewEvidence(
    tx,
    input.faults.flatMap(({ component: name, at, ...fault }) => {
      const ticket = live.get(keyOf(fault))
      return ticket === undefined || at === undefined ? [] : [{ ticketId: ticket.id, name, at }]
    }),
  )
  const grown = await addComponents(tx, {
    wanted: [...groups.values()].map((group) => ({ group, ticketId: ticketOf(group).id })),
    learned,
    action: input.action,
  })
  await adjustHighTickets(tx, highDeltas(fresh, raised))
  await announce(tx, input.action, { inserted: [...inserted.values()], joined, raised, grown, groups })

  const seen = new Set(live.keys())
  return input.faults.map((fault) => {
    const key = keyOf(fault)
    const group = groups.get(key)
    if (group === undefined) throw new Error('a fault without its group')
    const opened = !seen.has(key)
    seen.add(key)
    const ticket = ticketOf(group)
    return { ticketId: ticket.id, number: ticket.number, opened }
  })
}

const keyOf = (of: { serverId: number; type: TicketType }) => `${of.serverId} ${of.type}`

/** 0 is the most urgent. */
const rank = (priority: Priority) => PRIORITIES.indexOf(priority)

async function lockFaultServers(tx: TxCtx, faults: readonly Fault[]): Promise<Map<number, FaultServer>> {
  const ids = [...new Set(faults.map((fault) => fault.serverId))]
  const rows = await tx.db.$queryRaw<FaultServer[]>`
    SELECT id, barcode, datacenter_id AS "datacenterId", model_id AS "modelId", warehouse_id AS "warehouseId"
    FROM servers WHERE id = ANY(${ids}::int[]) ORDER BY id FOR UPDATE`
  return new Map(rows.map((row) => [row.id, row]))
}

function groupFaults(faults: readonly Fault[], servers: ReadonlyMap<number, FaultServer>): Map<string, FaultGroup> {
  const groups = new Map<string, FaultGroup>()
  for (const fault of faults) {
    const server = servers.get(fault.serverId)
    if (server === undefined) throw new Error(`a fault of server ${fault.serverId}, which does not exist`)
    const { type, priority } = fault
    const empty: FaultGroup = {
      server,
      type,
      priority,
      components: [],
      facts: new Map(),
      partKinds: new Map(),
      events: 0,
    }
    const group = groups.get(keyOf(fault)) ?? empty
    if (rank(priority) < rank(group.priority)) group.priority = priority
    if (!group.components.includes(fault.component)) group.components.push(fault.component)
    const facts = mergeFacts(group.facts.get(fault.component) ?? {}, fault.facts ?? {})
    if (!sameFacts(facts, {})) group.facts.set(fault.component, facts)
    if (typeof fault.partKind === 'string') group.partKinds.set(fault.component, fault.partKind)
    group.events += fault.events
    groups.set(keyOf(fault), group)
  }
  return groups
}

async function lockLiveTickets(tx: TxCtx, groups: readonly FaultGroup[]): Promise<Map<string, LiveTicket>> {
  if (groups.length === 0) return new Map()
  const rows = await tx.db.$queryRaw<LiveTicket[]>`
    SELECT id, number, server_id AS "serverId", type, priority::text AS priority
    FROM tickets
    WHERE server_id = ANY(${unseen.ints(groups.map((group) => group.server.id))}) AND status IN ('OPEN', 'IN_PROGRESS')
      AND type = ANY(${unseen.texts([...new Set(groups.map((group) => group.type))])})
    ORDER BY id FOR UPDATE`
  return new Map(rows.map((row) => [keyOf(row), row]))
}

type Joined = { group: FaultGroup; ticket: LiveTicket }

/** Counts the events of tickets that were open already and raises their priority, never lowers it. */
async function touchTickets(tx: TxCtx, joined: readonly Joined[]): Promise<void> {
  if (joined.length === 0) return
  await tx.db.$executeRaw`
    UPDATE tickets t SET event_count = t.event_count + d.events, priority = least(t.priority, d.priority::ticket_priority),
           version = t.version + 1, updated_at = ${tx.clock()}
    FROM unnest(${unseen.ints(joined.map(({ ticket }) => ticket.id))}, ${unseen.ints(joined.map(({ group }) => group.events))},
                ${unseen.texts(joined.map(({ group }) => group.priority))}) AS d(id, events, priority)
    WHERE t.id = d.id`
}

function highDeltas(fresh: readonly FaultGroup[], raised: readonly Joined[]): Map<number, number> {
  const deltas = new Map<number, number>()
  for (const { server, priority } of [...fresh, ...raised.map(({ group }) => group)])
    if (priority === 'HIGH') deltas.set(server.id, (deltas.get(server.id) ?? 0) + 1)
  return deltas
}

async function announce(
  tx: TxCtx,
  action: string,
  done: {
    inserted: readonly LiveTicket[]
    joined: readonly Joined[]
    raised: readonly Joined[]
    grown: ReadonlyMap<number, readonly string[]>
    groups: ReadonlyMap<string, FaultGroup>
  },
): Promise<void> {
  const about = (ticket: LiveTicket) => done.groups.get(keyOf(ticket))?.server
  const raisedIds = new Set(done.raised.map(({ ticket }) => ticket.id))
  const changed = done.joined.filter(({ ticket }) => raisedIds.has(ticket.id) || done.grown.has(ticket.id))
  const records = [
    ...done.inserted.map((ticket) => ({
      action,
      entity: 'ticket' as const,
      key: ticket.number,
      to: 'OPEN',
      datacenterId: about(ticket)?.datacenterId,
      detail: { server: about(ticket)?.barcode ?? null, type: ticket.type, priority: ticket.priority },
    })),
    ...changed.map(({ ticket, group }) => ({
      action,
      entity: 'ticket' as const,
      key: ticket.number,
      datacenterId: group.server.datacenterId,
      detail: {
        ...(done.grown.has(ticket.id) ? { components: [...(done.grown.get(ticket.id) ?? [])] } : {}),
        ...(raisedIds.has(ticket.id) ? { priority: { from: ticket.priority, to: group.priority } } : {}),
      },
    })),
  ]
  await recordAudits(
    tx,
    records,
    done.joined.map(({ ticket, group }) => ({
      entity: 'ticket',
      key: ticket.number,
      datacenterId: group.server.datacenterId,
    })),
  )
}
