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

function jsonOf(text: string): unknown {
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
  const body = jsonOf(await response.text())
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

/**
 * POSTs a file, or a form with files, under /api/v1 and tells how much of it has gone, 0 to 1, which fetch cannot. `key` is its
 * Idempotency-Key: sent again after an answer that was lost, it is not there twice. Throws as `apiGet`.
 */
export function apiUpload<View>(
  path: `/${string}`,
  body: Blob | FormData,
  { key, onProgress }: { key?: string; onProgress?: (share: number) => void } = {},
): Promise<View> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}`)
    request.setRequestHeader('accept', 'application/json')
    if (body instanceof Blob) request.setRequestHeader('content-type', body.type)
    if (key !== undefined) request.setRequestHeader('idempotency-key', key)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total)
    request.onerror = () => reject(new ApiProblem(problemOf(new Error('the network failed'))))
    request.onload = () => {
      const answer = jsonOf(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(answer as View)
      else reject(new ApiProblem(toProblem(answer, request.status)))
    }
    request.send(body)
  })
}

/**
 * A change that has to arrive once although the network may be away: whoever keeps it sends it again with the same `key`
 * and the same body, and gets the first answer. Any other change is a server action. Throws as `apiGet`; a call that takes
 * longer than `patienceMs` did not reach the server.
 */
export async function apiRepeat<View>(
  path: `/${string}`,
  body: object,
  options: { key: string; patienceMs: number },
): Promise<View> {
  const signal = AbortSignal.timeout(options.patienceMs)
  try {
    return await answerOf<View>(path, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'idempotency-key': options.key,
      },
      body: JSON.stringify(body),
      signal,
    })
  } catch (error) {
    throw error instanceof ApiProblem ? error : new ApiProblem(problemOf(error))
  }
}
