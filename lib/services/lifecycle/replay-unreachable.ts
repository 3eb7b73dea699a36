import type { TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'
import { matchRule, type Rule } from '../../domain/telemetry/rules'
import { loadRules } from '../telemetry/load-rules'
import type { Fault } from '../tickets/fault'
import { openOrAttach } from '../tickets/open-or-attach'

const CHUNK = 1_000

/** An outage that ends in this transaction; rackId null: of the whole datacenter. */
export interface EndingIncident {
  id: number
  datacenterId: number
  rackId: number | null
}

interface Unreachable {
  serverId: number
  hostEventAt: Date
  /** Of its event, where that is still kept. */
  payload: Record<string, unknown> | null
}

/**
 * At the end of an outage: opens the ticket of every server whose HOST_UNREACHABLE was kept back and is still its last
 * word. Held servers go on waiting, and those that another outage still keeps dark. In chunks, each a fixed number of
 * statements, in id order. Returns how many opened.
 */
export async function replayUnreachable(tx: TxCtx, incident: EndingIncident): Promise<number> {
  const kept = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT s.id FROM servers s JOIN server_symptoms g ON g.server_id = s.id AND g.symptom = 'host'
    WHERE g.suppressed AND s.state <> 'DECOMMISSIONED'
      AND (s.rack_id = ${incident.rackId} OR (${incident.rackId}::int IS NULL AND s.datacenter_id = ${incident.datacenterId})
           OR EXISTS (SELECT 1 FROM incident_servers f WHERE f.incident_id = ${incident.id} AND f.server_id = s.id))
      AND NOT EXISTS (SELECT 1 FROM incidents o WHERE o.ended_at IS NULL AND o.id <> ${incident.id}
                      AND (o.rack_id = s.rack_id OR (o.rack_id IS NULL AND o.datacenter_id = s.datacenter_id)))
    ORDER BY s.id`
  if (kept.length === 0) return 0
  const rules = await loadRules(tx)
  let opened = 0
  for (let from = 0; from < kept.length; from += CHUNK) {
    const ids = kept.slice(from, from + CHUNK).map((row) => row.id)
    await lockServers(tx, ids)
    opened += await openKeptBack(tx, await stillUnreachable(tx, ids), rules)
    await tx.db.$executeRaw`
      UPDATE server_symptoms g SET suppressed = false FROM servers s
      WHERE s.id = g.server_id AND g.server_id = ANY(${ids}::int[]) AND g.symptom = 'host'
        AND (s.hold_id IS NULL OR s.hold_until <= ${tx.clock()} OR g.state <> 'ASSERTED')`
  }
  return opened
}

/** Of locked servers those whose latest HOST_ event says unreachable, with nothing newer, and that no hold keeps quiet. */
async function stillUnreachable(tx: TxCtx, ids: readonly number[]): Promise<Unreachable[]> {
  return tx.db.$queryRaw<Unreachable[]>`
    SELECT g.server_id AS "serverId", g.at AS "hostEventAt", e.payload
    FROM server_symptoms g
    JOIN servers s ON s.id = g.server_id
    LEFT JOIN LATERAL (
      SELECT payload FROM telemetry_events
      WHERE server_id = g.server_id AND ts = g.at AND kind = 'HOST_UNREACHABLE' ORDER BY id DESC LIMIT 1
    ) AS e ON true
    WHERE g.server_id = ANY(${[...ids]}::int[]) AND g.symptom = 'host' AND g.suppressed AND g.state = 'ASSERTED'
      AND NOT EXISTS (SELECT 1 FROM telemetry_events n WHERE n.server_id = g.server_id AND n.ts > g.at)
      AND s.state <> 'DECOMMISSIONED'
      AND (s.hold_id IS NULL OR s.hold_until <= ${tx.clock()})
    ORDER BY g.server_id`
}

async function openKeptBack(tx: TxCtx, servers: readonly Unreachable[], rules: readonly Rule[]): Promise<number> {
  const faulty = servers.flatMap(({ serverId, hostEventAt, payload }) => {
    const match = matchRule(rules, { kind: 'HOST_UNREACHABLE', payload: payload ?? {} })
    if (match.kind !== 'opens') return []
    const { type, priority, component, partKind } = match
    const events = payload === null ? 0 : 1
    const fault: Fault = { serverId, type, priority, component, partKind, at: hostEventAt, events }
    return [{ fault, hostEventAt }]
  })
  const tickets = await openOrAttach(tx, {
    faults: faulty.map(({ fault }) => fault),
    action: 'lifecycle.end-incident',
  })
  // The event says why it opened nothing when it came, and now leads to the ticket all the same.
  await tx.db.$executeRaw`
    UPDATE telemetry_events e SET ticket_id = d.ticket_id
    FROM unnest(${faulty.map(({ fault }) => fault.serverId)}::int[], ${faulty.map((one) => one.hostEventAt.toISOString())}::timestamptz[],
                ${tickets.map((ticket) => ticket.ticketId)}::int[]) AS d(server_id, ts, ticket_id)
    WHERE e.server_id = d.server_id AND e.ts = d.ts AND e.kind = 'HOST_UNREACHABLE' AND e.ticket_id IS NULL`
  return tickets.filter((ticket) => ticket.opened).length
}
