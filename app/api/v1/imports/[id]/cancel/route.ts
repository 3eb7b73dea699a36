import { cancelImportEndpoint } from '@/lib/contracts/imports/import'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { cancelImport } from '@/lib/services/imports/cancel-import'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(cancelImportEndpoint, (ctx, { params }) => cancelImport(ctx, params)),
})
