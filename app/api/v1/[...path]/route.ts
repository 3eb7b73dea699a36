import { AppError } from '@/lib/domain/errors'
import { problemResponse } from '@/lib/http/problem'
import { requestIdOf } from '@/lib/http/request-id'

/** Every path under /api/v1 that is none of ours. */
function refuse(request: Request): Response {
  const { pathname } = new URL(request.url)
  return problemResponse(new AppError('not-found', `There is no ${pathname}.`), requestIdOf(request))
}

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
