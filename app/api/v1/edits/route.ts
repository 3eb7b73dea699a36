import { listEditsEndpoint } from '@/lib/contracts/audit/edit'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listEdits } from '@/lib/services/audit/list-edits'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listEditsEndpoint, (ctx, { query }) => listEdits(ctx, query)),
})
