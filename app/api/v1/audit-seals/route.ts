import { listAuditSealsEndpoint } from '@/lib/contracts/audit/audit'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listAuditSeals } from '@/lib/services/audit/list-audit-seals'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listAuditSealsEndpoint, (ctx, { query }) => listAuditSeals(ctx, query)),
})
