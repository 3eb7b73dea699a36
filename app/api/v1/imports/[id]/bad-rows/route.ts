import { downloadImportRowsEndpoint } from '@/lib/contracts/imports/import'
import { FileAnswer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { writeBadRows } from '@/lib/services/imports/write-bad-rows'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(downloadImportRowsEndpoint, async (ctx, { params }) => {
    const { name, text } = await writeBadRows(ctx, params)
    return new FileAnswer(text, 'text/csv; charset=utf-8', { name, save: true })
  }),
})
