import type { TxCtx } from '../../db/context'
import type { IdRange } from '../../db/move-cursor'
import type { Rule } from '../../domain/telemetry/rules'

/** An event that a counting rule has to be asked about. */
export interface CountedEvent {
  id: bigint
  serverId: number
  barcode: string
  ts: Date
  kind: string
  payload: Record<string, unknown>
  /** Hex. */
  hash: string
}

/**
 * Of the events in a range those whose server has more of their kind, of any component and as far as a window reaches, than a
 * rule allows: few, and the only ones worth looking at. One statement; a number that came as text counts in plain notation.
 */
export async function findFullWindows(tx: TxCtx, rules: readonly Rule[], range: IdRange): Promise<CountedEvent[]> {
  if (rules.length === 0) return []
  return tx.db.$queryRaw<CountedEvent[]>`
    WITH rules AS (
      SELECT * FROM unnest(${rules.map((rule) => rule.kind)}::text[], ${rules.map((rule) => rule.aggregate ?? 'count')}::text[],
                           ${rules.map((rule) => rule.field ?? '')}::text[], ${rules.map((rule) => rule.threshold ?? 0)}::int[],
                           ${rules.map((rule) => rule.windowMinutes ?? 0)}::int[]) AS r(kind, aggregate, field, threshold, minutes)
    ), fresh AS MATERIALIZED (
      SELECT e.id, e.server_id, e.ts, e.kind, e.payload, e.hash FROM telemetry_events e
      WHERE e.id > ${range.after} AND e.id <= ${range.until} AND e.kind IN (SELECT kind FROM rules) AND e.outcome = 'below-threshold'
    ), spans AS (
      SELECT server_id, kind, min(ts) AS first, max(ts) AS last FROM fresh GROUP BY server_id, kind
    ), full_ones AS (
      SELECT DISTINCT s.server_id, s.kind FROM spans s JOIN rules r ON r.kind = s.kind
      CROSS JOIN LATERAL (
        SELECT sum(CASE WHEN r.aggregate = 'count' THEN 1
                        WHEN e.payload->>r.field ~ '^\\s*\\d{1,15}(\\.\\d{1,15})?\\s*$' THEN (e.payload->>r.field)::numeric ELSE 0 END) AS total
        FROM telemetry_events e
        WHERE e.server_id = s.server_id AND e.kind = s.kind
          AND e.ts BETWEEN s.first - make_interval(mins => r.minutes) AND s.last + make_interval(mins => r.minutes)
      ) AS w WHERE w.total > r.threshold
    )
    SELECT f.id, f.server_id AS "serverId", sv.barcode, f.ts, f.kind, f.payload, encode(f.hash, 'hex') AS hash
    FROM fresh f JOIN full_ones USING (server_id, kind) JOIN servers sv ON sv.id = f.server_id ORDER BY f.server_id, f.id`
}
