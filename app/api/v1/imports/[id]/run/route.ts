import { rerunImportEndpoint } from '@/lib/contracts/imports/import'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { rerunImport } from '@/lib/services/imports/rerun-import'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(rerunImportEndpoint, (ctx, { params, body }) => rerunImport(ctx, { ...params, ...body })),
})
