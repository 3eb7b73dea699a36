import 'server-only'

const REQUEST_ID = /^[A-Za-z0-9._:-]{1,100}$/

/** The caller's X-Request-Id where it is fit for logs and headers, else one of ours. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given !== null && REQUEST_ID.test(given) ? given : crypto.randomUUID()
}
