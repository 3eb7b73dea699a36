import { listLabelsEndpoint } from '@/lib/contracts/labels/label'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listLabels } from '@/lib/services/labels/list-labels'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listLabelsEndpoint, (ctx, { query }) => listLabels(ctx, query)),
})
