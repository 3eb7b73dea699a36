import { getImportEndpoint } from '@/lib/contracts/imports/import'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getImport } from '@/lib/services/imports/get-import'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getImportEndpoint, (ctx, { params }) => getImport(ctx, params)),
})
