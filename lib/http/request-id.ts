const REQUEST_ID = /^[A-Za-z0-9._:-]{1,100}$/

// No 'server-only' here: scripts/web.ts asks it too, and runs without Next's resolver.

/** The caller's X-Request-Id where it is fit for logs and headers, else one of ours. */
export function requestIdOf(request: Request): string {
  return requestIdFrom(request.headers.get('x-request-id') ?? undefined)
}

/** The same, from the header as it came. */
export function requestIdFrom(given: string | undefined): string {
  return given !== undefined && REQUEST_ID.test(given) ? given : crypto.randomUUID()
}
