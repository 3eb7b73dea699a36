import { buildInfo } from '@/lib/http/build-info'
import { openApiDocument } from '@/lib/http/openapi'
import { requestIdOf } from '@/lib/http/request-id'
import { routes } from '@/lib/http/routes'

export const dynamic = 'force-dynamic'

let memo: string | undefined

/** Public, so that a client can be generated before it has a token. The same text for every request of this process. */
export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: async (request) => {
    memo ??= JSON.stringify(openApiDocument(buildInfo().version))
    return new Response(memo, {
      headers: {
        'content-type': 'application/json',
        'cache-control': 'public, max-age=300',
        'x-request-id': requestIdOf(request),
      },
    })
  },
})
