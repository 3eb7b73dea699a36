import { listPlansEndpoint } from '@/lib/contracts/planning/plan'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listPlans } from '@/lib/services/planning/list-plans'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listPlansEndpoint, (ctx, { query }) => listPlans(ctx, query)),
})
