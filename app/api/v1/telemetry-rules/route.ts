import { createRuleEndpoint, listRulesEndpoint } from '@/lib/contracts/telemetry/rule'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createRule } from '@/lib/services/telemetry/create-rule'
import { listRules } from '@/lib/services/telemetry/list-rules'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listRulesEndpoint, (ctx, { query }) => listRules(ctx, query)),
  POST: handle(createRuleEndpoint, (ctx, { body }) => createRule(ctx, body)),
})
