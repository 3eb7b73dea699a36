import { ApiProblem, problemOf, toProblem } from './problem'

type QueryValue = string | number | boolean | null | undefined
export type QueryParams = Record<string, QueryValue | readonly QueryValue[]>

/** Turns params into a query string; empty ones are left out, lists repeat the name (repeated = or). */
export function toQueryString(params: QueryParams): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    const values: readonly QueryValue[] = Array.isArray(value) ? value : [value as QueryValue]
    for (const one of values) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's HTML page: the status alone is what we can say.
    return null
  }
}

async function answerOf<View>(path: `/${string}`, init: RequestInit): Promise<View> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, init)
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new ApiProblem(problemOf(error))
  }
  const body = await bodyOf(response)
  if (!response.ok) throw new ApiProblem(toProblem(body, response.status))
  return body as View
}

/**
 * GET under /api/v1, by path (`/servers`, `/tickets/T-1182`). The caller names the view type of the contract.
 * @throws ApiProblem for any answer but 2xx, and when the network fails (code unreachable, status 0).
 */
export function apiGet<View>(
  path: `/${string}`,
  params: QueryParams = {},
  signal?: AbortSignal | undefined,
): Promise<View> {
  return answerOf<View>(`${path}${toQueryString(params)}`, {
    headers: { accept: 'application/json' },
    ...(signal === undefined ? {} : { signal }),
  })
}

/** A question too long for an address: a POST that changes nothing (a change is a server action). Throws as `apiGet`. */
export function apiAsk<View>(path: `/${string}`, question: object, signal: AbortSignal): Promise<View> {
  return answerOf<View>(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal,
  })
}
