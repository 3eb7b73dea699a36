import { listAuditEndpoint } from '@/lib/contracts/audit/audit'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listAudit } from '@/lib/services/audit/list-audit'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listAuditEndpoint, (ctx, { query }) => listAudit(ctx, query)),
})
