import { deleteRuleEndpoint, editRuleEndpoint, getRuleEndpoint } from '@/lib/contracts/telemetry/rule'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteRule } from '@/lib/services/telemetry/delete-rule'
import { editRule } from '@/lib/services/telemetry/edit-rule'
import { getRule } from '@/lib/services/telemetry/get-rule'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getRuleEndpoint, (ctx, { params }) => getRule(ctx, params)),
  PATCH: handle(editRuleEndpoint, (ctx, { params, body, ifMatch }) => editRule(ctx, { ...params, ...body, ifMatch })),
  DELETE: handle(deleteRuleEndpoint, (ctx, { params, ifMatch }) => deleteRule(ctx, { ...params, ifMatch })),
})
