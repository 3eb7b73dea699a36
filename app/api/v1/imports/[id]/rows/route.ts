import { listImportRowsEndpoint } from '@/lib/contracts/imports/import'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listImportRows } from '@/lib/services/imports/list-import-rows'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listImportRowsEndpoint, (ctx, { params, query }) => listImportRows(ctx, { ...params, ...query })),
})
