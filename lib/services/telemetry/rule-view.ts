import type { RuleView } from '../../contracts/telemetry/rule'
import type { Prisma } from '../../db/generated/client'
import { RULE_AGGREGATES, RULE_OPERATORS } from '../../domain/telemetry/rules'
import { ticketTypeOf } from '../tickets/ticket-view'

export const ruleSelect = {
  id: true,
  kind: true,
  field: true,
  operator: true,
  threshold: true,
  aggregate: true,
  windowMinutes: true,
  stillAfterMinutes: true,
  partKind: true,
  ticketType: true,
  priority: true,
  enabled: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.TelemetryRuleSelect

type Row = Prisma.TelemetryRuleGetPayload<{ select: typeof ruleSelect }>

export function toRuleView(row: Row): RuleView {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.field === null ? {} : { field: row.field }),
    operator: RULE_OPERATORS.find((known) => known === row.operator) ?? 'over',
    ...(row.threshold === null ? {} : { threshold: row.threshold }),
    ...aggregateOf(row),
    ...(row.stillAfterMinutes === null ? {} : { stillAfterMinutes: row.stillAfterMinutes }),
    ...(row.partKind === null ? {} : { partKind: row.partKind }),
    ticketType: ticketTypeOf(row.ticketType),
    priority: row.priority,
    enabled: row.enabled,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

function aggregateOf(row: Row): Pick<RuleView, 'aggregate' | 'windowMinutes'> {
  const aggregate = RULE_AGGREGATES.find((known) => known === row.aggregate)
  return aggregate === undefined || row.windowMinutes === null ? {} : { aggregate, windowMinutes: row.windowMinutes }
}
