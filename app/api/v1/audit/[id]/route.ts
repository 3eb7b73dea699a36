import { getAuditEndpoint } from '@/lib/contracts/audit/audit'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getAudit } from '@/lib/services/audit/get-audit'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getAuditEndpoint, (ctx, { params }) => getAudit(ctx, params)),
})
