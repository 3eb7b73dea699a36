import type { RuleView } from '../../contracts/telemetry/rule'
import type { Prisma } from '../../db/generated/client'
import { ticketTypeOf } from '../tickets/ticket-view'

export const ruleSelect = {
  id: true,
  kind: true,
  field: true,
  threshold: true,
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
    ...(row.threshold === null ? {} : { threshold: row.threshold }),
    ticketType: ticketTypeOf(row.ticketType),
    priority: row.priority,
    enabled: row.enabled,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
