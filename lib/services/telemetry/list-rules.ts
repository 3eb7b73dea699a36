import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listRulesEndpoint, RuleView } from '../../contracts/telemetry/rule'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { invalid } from '../../domain/errors'
import { ruleSelect, toRuleView } from './rule-view'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** All rules, by kind, then type: they belong to no datacenter. */
export async function listRules(
  ctx: Ctx,
  input: EndpointInput<typeof listRulesEndpoint>['query'],
): Promise<Page<RuleView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string', 'string', 'string'])
  const rows = await ctx.db.telemetryRule.findMany({
    where: after === undefined ? {} : beyond(...after),
    orderBy: [{ kind: 'asc' }, { ticketType: 'asc' }, { id: 'asc' }],
    take: input.limit + 1,
    select: ruleSelect,
  })
  return cutPage(rows, input.limit, toRuleView, (row) => [row.kind, row.ticketType, row.id])
}

function beyond(kind: string, ticketType: string, id: string): Prisma.TelemetryRuleWhereInput {
  if (!UUID.test(id)) throw invalid({ path: 'cursor', message: 'Not a cursor of this list' })
  return {
    OR: [{ kind: { gt: kind } }, { kind, ticketType: { gt: ticketType } }, { kind, ticketType, id: { gt: id } }],
  }
}
