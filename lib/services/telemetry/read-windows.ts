import type { TxCtx } from '../../db/context'
import { componentOf } from '../../domain/telemetry/components'
import { fullestWindow, type Rule, type WindowReading, windowRules, windowShare } from '../../domain/telemetry/rules'
import type { CountedEvent } from './find-full-windows'

interface Near {
  serverId: number
  kind: string
  at: number
  payload: Record<string, unknown>
}

/** What the fullest window of each event comes to, in one statement. The caller has locked the servers. */
export async function readWindows(
  tx: TxCtx,
  rules: readonly Rule[],
  events: readonly CountedEvent[],
): Promise<(event: CountedEvent) => WindowReading> {
  const near = Map.groupBy(await readNear(tx, rules, events), nearKey)
  return (event) => (rule) => {
    const component = componentOf(rule.ticketType, event.payload)
    const own = (near.get(nearKey(event)) ?? []).filter(
      (one) => componentOf(rule.ticketType, one.payload) === component,
    )
    const shares = own.map((one) => ({ at: one.at, share: windowShare(rule, one.payload) }))
    return fullestWindow(shares, event.ts.getTime(), rule.windowMinutes ?? 0)
  }
}

const nearKey = (of: { serverId: number; kind: string }) => `${of.serverId} ${of.kind}`

/** Events of the same servers and kinds, as far from those asked about as the widest window reaches. */
async function readNear(tx: TxCtx, rules: readonly Rule[], events: readonly CountedEvent[]): Promise<Near[]> {
  if (events.length === 0) return []
  const spans = [...Map.groupBy(events, (event) => nearKey(event)).values()]
  const asked = spans.flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const minutes = Math.max(...windowRules(rules, first.kind).map((rule) => rule.windowMinutes ?? 0))
    const times = own.map((event) => event.ts.getTime())
    const [from, to] = [Math.min(...times) - minutes * 60_000, Math.max(...times) + minutes * 60_000]
    return [{ serverId: first.serverId, kind: first.kind, from: new Date(from), to: new Date(to) }]
  })
  return tx.db.$queryRaw<Near[]>`
    SELECT e.server_id AS "serverId", e.kind, (extract(epoch FROM e.ts) * 1000)::float8 AS at, e.payload
    FROM unnest(${asked.map((one) => one.serverId)}::int[], ${asked.map((one) => one.kind)}::text[],
                ${asked.map((one) => one.from.toISOString())}::timestamptz[], ${asked.map((one) => one.to.toISOString())}::timestamptz[])
         AS n(server_id, kind, since, until)
    JOIN telemetry_events e ON e.server_id = n.server_id AND e.kind = n.kind AND e.ts BETWEEN n.since AND n.until`
}
