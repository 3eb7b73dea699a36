import type { TxCtx } from '../../db/context'
import type { JudgedServer } from '../../domain/telemetry/judge-events'
import type { SymptomWord } from '../../domain/telemetry/symptoms'
import { TICKET_TYPES, type TicketType } from '../../domain/ticket-state'

export interface LiveTicketOf {
  ticketId: number
  number: string
}

export interface LockedServer extends JudgedServer {
  /** The outage that it is in. */
  incident: { id: number; number: string } | null
  tickets: ReadonlyMap<TicketType, LiveTicketOf>
}

interface Row {
  id: number
  decommissioned: boolean
  held: boolean
  incidentId: number | null
  incidentNumber: string | null
}

interface WordRow extends SymptomWord {
  serverId: number
  key: string
  suppressed: boolean
}

interface LiveRow extends LiveTicketOf {
  serverId: number
  type: string
  components: string[]
}

/**
 * Locks servers in id order and reads what judging their events needs. Their datacenters are locked before them and their racks
 * after them, shared: an outage that starts or ends waits for us, and we for it, so that none of its events is forgotten. A
 * fixed number of statements.
 */
export async function lockJudgedServers(tx: TxCtx, ids: readonly number[]): Promise<Map<number, LockedServer>> {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  await tx.db.$queryRaw`
    SELECT d.id FROM datacenters d WHERE d.id IN (SELECT s.datacenter_id FROM servers s WHERE s.id = ANY(${wanted}::int[]))
    ORDER BY d.id FOR SHARE`
  await tx.db.$queryRaw`SELECT id FROM servers WHERE id = ANY(${wanted}::int[]) ORDER BY id FOR UPDATE`
  await tx.db.$queryRaw`
    SELECT r.id FROM racks r WHERE r.id IN (SELECT s.rack_id FROM servers s WHERE s.id = ANY(${wanted}::int[])) ORDER BY r.id FOR SHARE`
  const rows = await tx.db.$queryRaw<Row[]>`
    SELECT s.id, s.state = 'DECOMMISSIONED' AS decommissioned, coalesce(d.id, r.id) AS "incidentId",
           coalesce(d.number, r.number)::text AS "incidentNumber",
           s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${tx.clock()}) AS held
    FROM servers s
    LEFT JOIN incidents d ON d.datacenter_id = s.datacenter_id AND d.rack_id IS NULL AND d.ended_at IS NULL
    LEFT JOIN incidents r ON r.rack_id = s.rack_id AND r.ended_at IS NULL
    WHERE s.id = ANY(${wanted}::int[])`
  const words = Map.groupBy(await readWords(tx, wanted), (row) => row.serverId)
  const live = Map.groupBy(await readLiveTickets(tx, wanted), (row) => row.serverId)
  return new Map(
    rows.map(({ incidentId, incidentNumber, ...row }) => {
      const own = words.get(row.id) ?? []
      const tickets = live.get(row.id) ?? []
      return [
        row.id,
        {
          ...row,
          powerOutage: incidentId !== null,
          incident: incidentId === null || incidentNumber === null ? null : { id: incidentId, number: incidentNumber },
          words: new Map(own.map(({ key, state, at, since, flips }) => [key, { state, at, since, flips }])),
          suppressed: own.some((word) => word.suppressed),
          live: new Map(tickets.flatMap((one) => typed(one.type).map((type) => [type, new Set(one.components)]))),
          tickets: new Map(tickets.flatMap((one) => typed(one.type).map((type) => [type, one]))),
        },
      ]
    }),
  )
}

async function readWords(tx: TxCtx, ids: readonly number[]): Promise<WordRow[]> {
  return tx.db.$queryRaw<WordRow[]>`
    SELECT server_id AS "serverId", symptom || ' ' || component AS key, state, (extract(epoch FROM at) * 1000)::float8 AS at,
           (extract(epoch FROM since) * 1000)::float8 AS since, flips, suppressed
    FROM server_symptoms WHERE server_id = ANY(${[...ids]}::int[])`
}

async function readLiveTickets(tx: TxCtx, ids: readonly number[]): Promise<LiveRow[]> {
  return tx.db.$queryRaw<LiveRow[]>`
    SELECT t.server_id AS "serverId", t.id AS "ticketId", t.number, t.type,
           array(SELECT c.name FROM ticket_components c WHERE c.ticket_id = t.id) AS components
    FROM tickets t WHERE t.server_id = ANY(${[...ids]}::int[]) AND t.status IN ('OPEN', 'IN_PROGRESS')`
}

const typed = (type: string) => TICKET_TYPES.filter((known) => known === type)
