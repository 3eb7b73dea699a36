import { listImportsEndpoint, startImportEndpoint } from '@/lib/contracts/imports/import'
import { handle } from '@/lib/http/handle'
import { importFiles } from '@/lib/http/import-files'
import { routes } from '@/lib/http/routes'
import { listImports } from '@/lib/services/imports/list-imports'
import { startImport } from '@/lib/services/imports/start-import'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listImportsEndpoint, (ctx, { query }) => listImports(ctx, query)),
  POST: handle(startImportEndpoint, async (ctx, { query: { kind, mode, dryRun, name }, raw }) =>
    startImport(ctx, { kind, mode, dryRun: dryRun === 'true', files: await importFiles(raw, name) }),
  ),
})
