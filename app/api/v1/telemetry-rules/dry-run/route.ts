import { dryRunRuleEndpoint } from '@/lib/contracts/telemetry/dry-run'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { dryRunRule } from '@/lib/services/telemetry/dry-run-rule'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(dryRunRuleEndpoint, (ctx, { body }) => dryRunRule(ctx, body)),
})
