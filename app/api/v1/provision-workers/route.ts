import { listWorkersEndpoint } from '@/lib/contracts/provisioning/overview'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listWorkers } from '@/lib/services/provisioning/list-workers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listWorkersEndpoint, (ctx) => listWorkers(ctx)),
})
