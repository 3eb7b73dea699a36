import type { TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import type { JudgedServer } from '../../domain/telemetry/judge-events'
import type { SymptomWord } from '../../domain/telemetry/symptoms'
import { TICKET_TYPES, type TicketType } from '../../domain/ticket-state'
import type { FaultServer } from '../tickets/fault'

export interface LiveTicketOf {
  ticketId: number
  number: string
  /** A part of it was swapped, or its server scanned: a good word may verify that. */
  mended: boolean
}

export interface LockedServer extends JudgedServer, FaultServer {
  /** The outage that it is in. */
  incident: { id: number; number: string } | null
  tickets: ReadonlyMap<TicketType, LiveTicketOf>
}

interface Row extends FaultServer {
  decommissioned: boolean
  held: boolean
  incidentId: number | null
  incidentNumber: string | null
  words: (SymptomWord & { key: string; suppressed: boolean })[]
  tickets: (LiveTicketOf & { type: string; components: string[] })[]
}

/**
 * Locks servers in id order and reads what judging their events needs. Their datacenters are locked before them and their racks
 * after them, shared: an outage that starts or ends waits for us, and we for it, so that none of its events is forgotten. Two
 * statements: each part of the first waits for the part before, and the second sees what the locks waited for.
 */
export async function lockJudgedServers(tx: TxCtx, ids: readonly number[]): Promise<Map<number, LockedServer>> {
  if (ids.length === 0) return new Map()
  const wanted = unseen.ints([...new Set(ids)])
  await tx.db.$queryRaw`
    WITH d AS MATERIALIZED (
      SELECT id FROM datacenters WHERE id IN (SELECT datacenter_id FROM servers WHERE id = ANY(${wanted})) ORDER BY id FOR SHARE),
    s AS MATERIALIZED (
      SELECT id, rack_id FROM servers WHERE id = ANY(${wanted}) AND (SELECT count(*) FROM d) > 0 ORDER BY id FOR UPDATE),
    r AS MATERIALIZED (SELECT id FROM racks WHERE id = ANY(ARRAY(SELECT rack_id FROM s)) ORDER BY id FOR SHARE)
    SELECT (SELECT count(*) FROM s)::int AS servers, (SELECT count(*) FROM r)::int AS racks`
  const rows = await tx.db.$queryRaw<Row[]>`
    SELECT s.id, s.barcode, s.datacenter_id AS "datacenterId", s.model_id AS "modelId", s.warehouse_id AS "warehouseId", s.state = 'DECOMMISSIONED' AS decommissioned, coalesce(d.id, r.id) AS "incidentId",
           coalesce(d.number, r.number)::text AS "incidentNumber",
           s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${tx.clock()}) AS held,
           (SELECT coalesce(json_agg(json_build_object('key', symptom || ' ' || component, 'state', state,
              'at', (extract(epoch FROM at) * 1000)::float8, 'since', (extract(epoch FROM since) * 1000)::float8,
              'flips', flips, 'suppressed', suppressed)), '[]') FROM server_symptoms WHERE server_id = s.id) AS words,
           (SELECT coalesce(json_agg(json_build_object('ticketId', t.id, 'number', t.number, 'type', t.type,
              'mended', t.server_scanned_at IS NOT NULL
                OR EXISTS (SELECT FROM ticket_components c WHERE c.ticket_id = t.id AND c.swapped_at IS NOT NULL),
              'components', array(SELECT c.name FROM ticket_components c WHERE c.ticket_id = t.id))), '[]')
            FROM tickets t WHERE t.server_id = s.id AND t.status IN ('OPEN', 'IN_PROGRESS')) AS tickets
    FROM servers s
    LEFT JOIN incidents d ON d.datacenter_id = s.datacenter_id AND d.rack_id IS NULL AND d.ended_at IS NULL
    LEFT JOIN incidents r ON r.rack_id = s.rack_id AND r.ended_at IS NULL
    WHERE s.id = ANY(${wanted})`
  return new Map(
    rows.map(({ incidentId, incidentNumber, words, tickets, ...row }) => [
      row.id,
      {
        ...row,
        powerOutage: incidentId !== null,
        incident: incidentId === null || incidentNumber === null ? null : { id: incidentId, number: incidentNumber },
        words: new Map(words.map(({ key, state, at, since, flips }) => [key, { state, at, since, flips }])),
        suppressed: words.some((word) => word.suppressed),
        live: new Map(tickets.flatMap((one) => typed(one.type).map((type) => [type, new Set(one.components)]))),
        tickets: new Map(tickets.flatMap((one) => typed(one.type).map((type) => [type, one]))),
      },
    ]),
  )
}

const typed = (type: string) => TICKET_TYPES.filter((known) => known === type)
