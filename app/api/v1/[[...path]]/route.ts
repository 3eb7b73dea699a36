import { AppError } from '@/lib/domain/errors'
import { problemResponse } from '@/lib/http/problem'
import { requestIdOf } from '@/lib/http/request-id'

/** /api/v1 itself, and every path under it that is none of ours. */
function refuse(request: Request): Response {
  const { pathname } = new URL(request.url)
  return problemResponse(new AppError('not-found', `There is no ${pathname}.`), requestIdOf(request))
}

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
