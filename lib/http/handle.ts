import 'server-only'
import { createHash } from 'node:crypto'
import { authenticate } from '../auth/authenticate'
import type { Endpoint, EndpointInput, EndpointResponse } from '../contracts/endpoint'
import { can, refusal } from '../domain/access/permissions'
import { AppError, forbidden } from '../domain/errors'
import { beginIdempotent, type IdempotentRequest, keepAnswer } from '../services/access/idempotency'
import { type Actor, type Ctx, makeContext, toAppError } from '../services/access/make-context'
import { observeRequest } from './metrics'
import { parseBody, parseWith, queryObject, readBody } from './parse'
import { problemResponse } from './problem'
import { limitAnonymous } from './rate-limit'

/** undefined: no If-Match was sent; '*' matches any version. */
export type IfMatch = readonly number[] | '*' | undefined

export interface OperationInput<E extends Endpoint> extends EndpointInput<E> {
  ifMatch: IfMatch
}

/** A success with another status than the endpoint's first, or with headers of its own. */
export class Answer<T> {
  constructor(
    readonly body: T,
    readonly status: number,
  ) {}
}

/** An answer without a body comes from a command that returns nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: Promise<void> is what such a command returns
type Result<E extends Endpoint> = undefined extends EndpointResponse<E> ? void : EndpointResponse<E>

type Operation<E extends Endpoint> = (
  ctx: Ctx,
  input: OperationInput<E>,
) => Promise<Result<E> | Answer<EndpointResponse<E>>>

export type Handler = (
  request: Request,
  route: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

const REQUEST_ID = /^[A-Za-z0-9._:-]{1,100}$/

/**
 * The one wrapper of every API operation: request id → who is asking → rate limit → permission → parse → Idempotency-Key
 * → run → answer with ETag, or problem+json. Logs and counts each request once.
 */
export function handle<E extends Endpoint>(endpoint: E, operation: Operation<E>): Handler {
  return async (request, route) => {
    const started = performance.now()
    const given = request.headers.get('x-request-id')
    const requestId = given !== null && REQUEST_ID.test(given) ? given : crypto.randomUUID()
    let actor: Actor | null = null
    const respond = async (): Promise<Response> => {
      try {
        actor = await authenticate(request)
        const ctx = await admit(endpoint, request, actor, requestId)
        return await run(endpoint, operation, ctx, request, await route.params)
      } catch (error) {
        return refuse(error, requestId, makeContext({ actor, requestId }))
      }
    }
    const response = await respond()
    observeRequest(endpoint.method, endpoint.path, response.status, (performance.now() - started) / 1000)
    return response
  }
}

function refuse(error: unknown, requestId: string, ctx: Ctx): Response {
  const known = toAppError(error)
  if (known === null) ctx.log.error({ err: error }, 'request failed')
  const refused =
    known ?? new AppError('internal', 'Something went wrong on our side. The request id names it in the log.')
  if (known?.code === 'unavailable') ctx.log.warn({ err: error }, 'database not available')
  const headers: Record<string, string> = {}
  if (refused.code === 'unauthenticated') headers['www-authenticate'] = 'Bearer'
  if (refused.code === 'unavailable') headers['retry-after'] = '2'
  const retryAfter = refused.details?.retryAfter
  if (typeof retryAfter === 'number') headers['retry-after'] = String(retryAfter)
  return problemResponse(refused, requestId, headers)
}

async function admit(endpoint: Endpoint, request: Request, actor: Actor | null, requestId: string): Promise<Ctx> {
  if (actor === null) {
    await limitAnonymous(request)
    throw new AppError('unauthenticated', 'Sign in, or send a valid API token as a bearer token.')
  }
  if (endpoint.operation !== null && !can(actor.grants, endpoint.operation))
    throw forbidden(`${refusal(endpoint.operation)}.`)
  return makeContext({ actor, requestId })
}

async function run<E extends Endpoint>(
  endpoint: E,
  operation: Operation<E>,
  ctx: Ctx,
  request: Request,
  params: Record<string, string | string[] | undefined>,
): Promise<Response> {
  const url = new URL(request.url)
  const text = endpoint.body === undefined && request.method !== 'POST' ? '' : await readBody(request)
  const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
  const idempotent: IdempotentRequest | null =
    key === null
      ? null
      : { route: `POST ${url.pathname}`, key: checkedKey(key), bodyHash: createHash('sha256').update(text).digest() }
  const input = parseInput(endpoint, request, url, text, params)
  if (idempotent === null) return answer(endpoint, ctx, await operation(ctx, input))

  const earlier = await beginIdempotent(ctx, idempotent)
  if (earlier !== null) return json(ctx, earlier.status, earlier.body, { 'idempotency-replayed': 'true' })
  try {
    const result = await operation({ ...ctx, idempotent }, input)
    const response = answer(endpoint, ctx, result)
    await keepAnswer(ctx, idempotent, {
      status: response.status,
      body: result instanceof Answer ? result.body : result,
    })
    return response
  } catch (error) {
    const refused = refuse(error, ctx.requestId, ctx)
    await keepAnswer(ctx, idempotent, { status: refused.status, body: await refused.clone().json() })
    return refused
  }
}

function parseInput<E extends Endpoint>(
  endpoint: E,
  request: Request,
  url: URL,
  text: string,
  params: Record<string, string | string[] | undefined>,
): OperationInput<E> {
  const parsed = {
    params: endpoint.params === undefined ? {} : parseWith(endpoint.params, params),
    query:
      endpoint.query === undefined
        ? refuseQuery(url)
        : parseWith(endpoint.query, queryObject(url.searchParams, endpoint.query)),
    body:
      endpoint.body === undefined
        ? undefined
        : parseWith(endpoint.body, parseBody(text, request.headers.get('content-type') ?? '', endpoint.accepts ?? [])),
    ifMatch: ifMatchOf(request),
  }
  return parsed as OperationInput<E>
}

function refuseQuery(url: URL): Record<string, never> {
  const names = [...new Set(url.searchParams.keys())]
  if (names.length > 0) {
    throw new AppError('validation', 'This operation takes no query parameters.', {
      fields: names.map((path) => ({ path, message: 'Unknown field' })),
    })
  }
  return {}
}

function checkedKey(key: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw new AppError('malformed', 'An Idempotency-Key has 1 to 255 printable ASCII characters.', {
    fields: [{ path: 'Idempotency-Key', message: '1 to 255 printable ASCII characters' }],
  })
}

function ifMatchOf(request: Request): IfMatch {
  const header = request.headers.get('if-match')
  if (header === null) return undefined
  if (header.trim() === '*') return '*'
  return header.split(',').flatMap((tag) => {
    const version = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(tag)?.[1]
    return version === undefined ? [] : [Number(version)]
  })
}

function answer<E extends Endpoint>(endpoint: E, ctx: Ctx, result: unknown): Response {
  const [status, body] = result instanceof Answer ? [result.status, result.body] : [endpoint.success, result]
  return json(ctx, status, body)
}

function json(ctx: Ctx, status: number, body: unknown, extra: Record<string, string> = {}): Response {
  const headers: Record<string, string> = { 'x-request-id': ctx.requestId, 'cache-control': 'no-store', ...extra }
  if (status === 204) return new Response(null, { status, headers })
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined
  if (typeof version === 'number') headers.etag = `"${version}"`
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}
