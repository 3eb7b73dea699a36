import { listSeenKindsEndpoint } from '@/lib/contracts/telemetry/dry-run'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listSeenKinds } from '@/lib/services/telemetry/list-seen-kinds'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listSeenKindsEndpoint, (ctx) => listSeenKinds(ctx)),
})
