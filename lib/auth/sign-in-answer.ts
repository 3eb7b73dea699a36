import 'server-only'

/**
 * next-auth answers every refused sign-in with 401 and one word in a URL (see ./options). Here a caller that came too often
 * gets 429 with Retry-After, and one that met a database that was away 503: the body stays next-auth's, for its client.
 */
export async function withTrueStatus(response: Response): Promise<Response> {
  if (response.status !== 401 || !response.headers.get('content-type')?.includes('json')) return response
  const word = errorOf(await response.clone().json())
  const seconds = /^rate-limited:(\d{1,6})$/.exec(word ?? '')?.[1]
  if (seconds !== undefined) return again(response, 429, seconds)
  return word === null || word === 'CredentialsSignin' ? response : again(response, 503, '2')
}

function again(response: Response, status: number, retryAfter: string): Response {
  const headers = new Headers(response.headers)
  headers.set('retry-after', retryAfter)
  return new Response(response.body, { status, headers })
}

function errorOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('url' in body) || typeof body.url !== 'string') return null
  return URL.canParse(body.url) ? new URL(body.url).searchParams.get('error') : null
}
