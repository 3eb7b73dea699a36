import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listRulesEndpoint, RuleView } from '../../contracts/telemetry/rule'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { ruleSelect, toRuleView } from './rule-view'

/** All rules, by kind and type, of which there may be several: they belong to no datacenter. */
export async function listRules(
  ctx: Ctx,
  input: EndpointInput<typeof listRulesEndpoint>['query'],
): Promise<Page<RuleView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string', 'string', 'uuid'])
  const rows = await ctx.db.telemetryRule.findMany({
    where: after === undefined ? {} : { OR: later(after) },
    orderBy: [{ kind: 'asc' }, { ticketType: 'asc' }, { id: 'asc' }],
    take: input.limit + 1,
    select: ruleSelect,
  })
  return cutPage(rows, input.limit, toRuleView, (row) => [row.kind, row.ticketType, row.id])
}

function later([kind, ticketType, id]: readonly [string, string, string]) {
  return [{ kind: { gt: kind } }, { kind, ticketType: { gt: ticketType } }, { kind, ticketType, id: { gt: id } }]
}
