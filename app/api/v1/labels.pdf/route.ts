import { printLabelsEndpoint, printManyLabelsEndpoint } from '@/lib/contracts/labels/label'
import { env } from '@/lib/env/env'
import { FileAnswer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { printLabels } from '@/lib/services/labels/print-labels'

const origin = () => env().NEXTAUTH_URL ?? ''
const fileOf = (bytes: Uint8Array<ArrayBuffer>) => new FileAnswer(bytes, 'application/pdf', { name: 'labels.pdf' })

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(printLabelsEndpoint, async (ctx, { query }) =>
    fileOf(await printLabels(ctx, { ...query, origin: origin() })),
  ),
  POST: handle(printManyLabelsEndpoint, async (ctx, { body }) =>
    fileOf(await printLabels(ctx, { ...body, origin: origin() })),
  ),
})
