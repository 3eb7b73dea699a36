import type { z } from 'zod'
import type { DryRunView, dryRunInput, ExampleView } from '../../contracts/telemetry/dry-run'
import { createRuleInput } from '../../contracts/telemetry/rule'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { COMPONENT_FIELDS } from '../../domain/telemetry/components'
import { DryRunReport, type Example, type Report } from '../../domain/telemetry/dry-run-report'
import type { Rule } from '../../domain/telemetry/rules'
import { assertedBy, SYMPTOMS } from '../../domain/telemetry/symptoms'
import { authorize } from '../access/authorize'
import { oneDryRun } from './one-dry-run'
import { type PastEventRow, readPastEvents } from './read-past-events'
import { type PastTicketOf, readPastTickets } from './read-past-tickets'
import { alreadyThere, changeRule, ruleFrom } from './rule-fields'
import { ruleSelect, toRuleView } from './rule-view'

type Input = z.output<typeof dryRunInput>

const DAY_MS = 86_400_000
const DAYS = 30
const MOST_EVENTS = 100_000
const BUDGET_MS = 8_000
/** So long others wait for this process at most while past events are judged. */
const BREATH_MS = 20

/**
 * What the rules of a kind would have done to its last 30 days with this rule added, or changed, beside what they would
 * have done as they stand and what really happened. Reads, in bounds: see `readPastEvents`. Writes nothing.
 */
export async function dryRunRule(ctx: Ctx, input: Input): Promise<DryRunView> {
  authorize(ctx, 'telemetry.dry-run-rule', null)
  return oneDryRun(ctx.actor.key, async (stop) => dryRun(ctx, await readAsked(ctx, input), stop))
}

interface Asked {
  rule: Rule
  proposed: Rule[]
  present: Rule[]
}

/** The rules of the kind as they are and as they would be. */
async function readAsked(ctx: Ctx, { id, kind, ...changes }: Input): Promise<Asked> {
  const known = id === undefined ? null : await ctx.db.telemetryRule.findUnique({ where: { id }, select: ruleSelect })
  if (id !== undefined && known === null) throw notFound('telemetry-rule', id)
  const fields =
    known === null ? createRuleInput.parse(given({ kind, ...changes })) : changeRule(toRuleView(known), changes)
  const rule = ruleFrom(fields)
  const rows = await ctx.db.telemetryRule.findMany({ where: { kind: rule.kind }, select: ruleSelect })
  const others = rows.filter((row) => row.id !== id).map((row) => ruleFrom(changeRule(toRuleView(row), {})))
  if (others.some((other) => isSameCondition(other, rule))) throw alreadyThere(rule)
  const before = known === null ? [] : [ruleFrom(changeRule(toRuleView(known), {}))]
  return { rule, proposed: [...others, rule], present: [...others, ...before] }
}

const given = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))

/** As the database's unique index has it. */
function isSameCondition(a: Rule, b: Rule): boolean {
  return (
    a.ticketType === b.ticketType && a.field === b.field && a.operator === b.operator && a.aggregate === b.aggregate
  )
}

async function dryRun(ctx: Ctx, asked: Asked, stop: () => void): Promise<DryRunView> {
  const { kind } = asked.rule
  const until = ctx.clock()
  const since = new Date(until.getTime() - DAYS * DAY_MS)
  const symptom = assertedBy(kind)
  const { rows, cutAt } = await readPastEvents(ctx, {
    ...{ kinds: [kind, ...(symptom === null ? [] : SYMPTOMS[symptom].clears)], fields: fieldsOf(asked) },
    ...{ since, until, most: MOST_EVENTS, budgetMs: BUDGET_MS, stop },
  })
  const from = cutAt ?? since
  const byServer = Map.groupBy(rows, (row) => row.serverId)
  const tickets = await readPastTickets(ctx, { serverIds: [...byServer.keys()], kind, since: from })
  const report = await judgePast({ ...asked, now: until.getTime() }, byServer, tickets, stop)
  const names = await readBarcodes(ctx, report)
  return {
    ...{ kind, since: from.toISOString(), until: until.toISOString(), truncated: cutAt !== null },
    looked: rows.filter((row) => row.kind === kind).length,
    ...{ met: report.met, proposed: report.proposed, present: report.present },
    really: tickets.filter((ticket) => ticket.own && ticket.from >= from.getTime()).length,
    days: daysBetween(from, until).map((day) => ({ day, ...(report.days.get(day) ?? { proposed: 0, present: 0 }) })),
    strongest: report.strongest.map((example) => toExample(example, names)),
    nearest: report.nearest.map((example) => toExample(example, names)),
  }
}

/** What the rules read of a payload, and what names components. */
function fieldsOf({ proposed, present }: Asked): string[] {
  const read = [...proposed, ...present].flatMap((rule) => rule.field ?? [])
  return [...new Set([...read, ...Object.values(COMPONENT_FIELDS).flat(), 'sensors'])]
}

/** Server after server, as each has its own tickets; now and then others are let have the process. */
async function judgePast(
  asked: Asked & { now: number },
  byServer: ReadonlyMap<number, PastEventRow[]>,
  tickets: readonly PastTicketOf[],
  stop: () => void,
): Promise<Report> {
  const report = new DryRunReport({ ...asked, kind: asked.rule.kind })
  const ticketsOf = Map.groupBy(tickets, (ticket) => ticket.serverId)
  let since = performance.now()
  for (const [serverId, events] of byServer) {
    events.sort((a, b) => a.received - b.received || a.id - b.id)
    for (const _ of report.addServer(String(serverId), events, ticketsOf.get(serverId) ?? [])) {
      if (performance.now() - since < BREATH_MS) continue
      await new Promise((resolve) => setImmediate(resolve))
      stop()
      since = performance.now()
    }
  }
  return report.finish()
}

async function readBarcodes(ctx: Ctx, { strongest, nearest }: Report): Promise<Map<string, string>> {
  const ids = [...new Set([...strongest, ...nearest].map((example) => Number(example.server)))]
  const rows = await ctx.db.server.findMany({ where: { id: { in: ids } }, select: { id: true, barcode: true } })
  return new Map(rows.map((row) => [String(row.id), row.barcode]))
}

function toExample({ server, at, component, reading, fate }: Example, names: ReadonlyMap<string, string>): ExampleView {
  return {
    server: names.get(server) ?? server,
    ...{ ts: new Date(at).toISOString(), component, outcome: fate },
    ...(reading === null ? {} : { reading }),
  }
}

function daysBetween(from: Date, until: Date): string[] {
  const first = Math.floor(from.getTime() / DAY_MS)
  const last = Math.floor(until.getTime() / DAY_MS)
  return Array.from({ length: last - first + 1 }, (_, i) => new Date((first + i) * DAY_MS).toISOString().slice(0, 10))
}
