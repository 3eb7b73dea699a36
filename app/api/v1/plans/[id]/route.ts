import { dropPlanEndpoint, getPlanEndpoint } from '@/lib/contracts/planning/plan'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { dropPlan } from '@/lib/services/planning/drop-plan'
import { getPlan } from '@/lib/services/planning/get-plan'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getPlanEndpoint, (ctx, { params }) => getPlan(ctx, params)),
  DELETE: handle(dropPlanEndpoint, (ctx, { params }) => dropPlan(ctx, params)),
})
