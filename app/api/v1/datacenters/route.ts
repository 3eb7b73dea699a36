import { createDatacenterEndpoint, listDatacentersEndpoint } from '@/lib/contracts/inventory/datacenter'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createDatacenter } from '@/lib/services/inventory/create-datacenter'
import { listDatacenters } from '@/lib/services/inventory/list-datacenters'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listDatacentersEndpoint, (ctx, { query }) => listDatacenters(ctx, query)),
  POST: handle(createDatacenterEndpoint, (ctx, { body }) => createDatacenter(ctx, body)),
})
