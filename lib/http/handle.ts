import 'server-only'
import { authenticate } from '../auth/authenticate'
import type { Endpoint, EndpointInput, EndpointResponse } from '../contracts/endpoint'
import { can, refusal } from '../domain/access/permissions'
import { AppError, forbidden } from '../domain/errors'
import { requestCost } from '../env/request-cost'
import { type Actor, type Ctx, makeContext, refusalOf } from '../services/access/make-context'
import { idempotentRequest, type Outcome, runOnce } from './idempotent'
import { linesOf } from './lines'
import { observeRequest } from './metrics'
import { mediaType, parseBody, parseWith, queryObject, readBody } from './parse'
import { toProblem } from './problem'
import { limitAnonymous } from './rate-limit'
import { requestIdOf } from './request-id'

/** undefined: no If-Match was sent; '*' matches any version. */
export type IfMatch = readonly number[] | '*' | undefined

/** A body as it came. */
export interface RawBody {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
}

export interface OperationInput<E extends Endpoint> extends EndpointInput<E> {
  ifMatch: IfMatch
  /** Of an endpoint that takes bodies as they come; empty for the others. */
  raw: RawBody
  /** The lines of a body of another type than JSON, read while they come; there is no `body` beside them. */
  lines: AsyncIterable<string> | null
}

/** A success with another status than the endpoint's first, or with headers of its own. */
export class Answer<T> {
  constructor(
    readonly body: T,
    readonly status: number,
  ) {}
}

/** A success that is a file: the media type is ours, and a browser that is led to it runs nothing in it. */
export class FileAnswer {
  constructor(
    /** Written while it is sent where it is a stream: of any length, in little memory. */
    readonly content: Uint8Array<ArrayBuffer> | string | ReadableStream<Uint8Array>,
    readonly mediaType: string,
    readonly about: {
      /** What this address shows never changes, so that a browser need not ask for it again. */
      immutable?: boolean
      /** Under which name it is saved; shown in the browser unless `save`. */
      name?: string
      save?: boolean
    } = {},
  ) {}
}

/** An answer without a body comes from a command that returns nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: Promise<void> is what such a command returns
type Result<E extends Endpoint> = undefined extends EndpointResponse<E> ? void : EndpointResponse<E>

type Operation<E extends Endpoint> = (
  ctx: Ctx,
  input: OperationInput<E>,
) => Promise<Result<E> | Answer<EndpointResponse<E>> | FileAnswer>

export type Handler = (
  request: Request,
  route: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

/**
 * The one wrapper of every API operation: request id → who is asking → rate limit → permission → parse → Idempotency-Key
 * → run → answer with ETag, or problem+json. Logs and counts each request once.
 */
export function handle<E extends Endpoint>(endpoint: E, operation: Operation<E>): Handler {
  return async (request, route) => {
    const started = performance.now()
    const requestId = requestIdOf(request)
    const asking: { actor: Actor | null } = { actor: null }
    const respond = async (): Promise<Response> => {
      try {
        asking.actor = await authenticate(request)
        const ctx = await admit(endpoint, request, asking.actor, requestId)
        return await run(endpoint, operation, ctx, request, await route.params)
      } catch (error) {
        const refused = await guessed(endpoint, request, error)
        return toResponse(requestId, refuse(refused, makeContext({ ...asking, requestId }), started))
      }
    }
    const response = await respond()
    const seconds = (performance.now() - started) / 1000
    observeRequest(endpoint.method, endpoint.path, response.status, seconds)
    const about = { method: request.method, path: endpoint.path, status: response.status, seconds, ...requestCost() }
    makeContext({ ...asking, requestId }).log.info(about, 'request')
    return response
  }
}

/** A refusal as an outcome. What we did not foresee is logged with its stack and answered as 500 without it. */
function refuse(error: unknown, ctx: Ctx, since: number): Outcome {
  const known = refusalOf(ctx, error, since)
  if (known === null) ctx.log.error({ err: error }, 'request failed')
  const refused =
    known ?? new AppError('internal', 'Something went wrong on our side. The request id names it in the log.')
  if (known?.code === 'unavailable') ctx.log.warn({ err: error }, 'database not available')
  const problem = toProblem(refused, ctx.requestId)
  return { status: problem.status, body: problem }
}

async function admit(endpoint: Endpoint, request: Request, actor: Actor | null, requestId: string): Promise<Ctx> {
  if (endpoint.open) return makeContext({ actor, requestId })
  if (actor === null) {
    await limitAnonymous(request)
    throw new AppError('unauthenticated', 'Sign in, or send a valid API token as a bearer token.')
  }
  if (endpoint.operation !== null && !can(actor.grants, endpoint.operation))
    throw forbidden(`${refusal(endpoint.operation)}.`)
  return makeContext({ actor, requestId })
}

/** Of what is open to anyone only wrong guesses are counted: many servers may phone home from one address. */
async function guessed(endpoint: Endpoint, request: Request, error: unknown): Promise<unknown> {
  if (!endpoint.open || !(error instanceof AppError) || error.code !== 'unauthenticated') return error
  return limitAnonymous(request).then(
    () => error,
    (limited: unknown) => limited,
  )
}

async function run<E extends Endpoint>(
  endpoint: E,
  operation: Operation<E>,
  ctx: Ctx,
  request: Request,
  params: Record<string, string | string[] | undefined>,
): Promise<Response> {
  const began = performance.now()
  const url = new URL(request.url)
  const body = await takeBody(endpoint, request)
  const once = idempotentRequest(ctx, request, url, body.bytes)
  const input = parseInput(endpoint, request, url, body, params)
  const perform = async (within: Ctx): Promise<Outcome> => {
    const result = await operation(within, input)
    return result instanceof Answer
      ? { status: result.status, body: result.body }
      : { status: endpoint.success, body: result }
  }
  // A file is not kept for a repeat: to make it once more changes nothing.
  if (once === null || endpoint.file !== undefined) return toResponse(ctx.requestId, await perform(ctx))
  const { outcome, replayed } = await runOnce(
    ctx,
    once,
    perform,
    (error) => refuse(error, ctx, began),
    endpoint.shownOnce,
  )
  return toResponse(ctx.requestId, outcome, replayed ? { 'idempotency-replayed': 'true' } : {})
}

interface Body {
  bytes: Uint8Array<ArrayBuffer>
  lines: AsyncIterable<string> | null
}

/**
 * A body of lines is read while it is worked on, however long it is; under an Idempotency-Key it is read before, as any
 * other, since a repeat is told by the whole of it.
 */
async function takeBody(endpoint: Endpoint, request: Request): Promise<Body> {
  const lineWise = endpoint.accepts?.includes(mediaType(request)) ?? false
  if (lineWise && request.headers.get('idempotency-key') === null)
    return { bytes: new Uint8Array(), lines: linesOf(request.body ?? []) }
  const takesNone = endpoint.body === undefined && endpoint.raw === undefined && request.method !== 'POST'
  const bytes = takesNone ? new Uint8Array() : await readBody(request, endpoint.raw?.most)
  return { bytes, lines: lineWise ? linesOf([bytes]) : null }
}

function parseInput<E extends Endpoint>(
  endpoint: E,
  request: Request,
  url: URL,
  { bytes, lines }: Body,
  params: Record<string, string | string[] | undefined>,
): OperationInput<E> {
  const parsed = {
    params: endpoint.params === undefined ? {} : parseWith(endpoint.params, params),
    query:
      endpoint.query === undefined
        ? refuseQuery(url)
        : parseWith(endpoint.query, queryObject(url.searchParams, endpoint.query)),
    body:
      endpoint.body === undefined || lines !== null
        ? undefined
        : parseWith(endpoint.body, parseBody(bytes, mediaType(request), endpoint.accepts ?? [])),
    ifMatch: ifMatchOf(request),
    raw: { bytes, contentType: request.headers.get('content-type') ?? '' },
    lines,
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

function ifMatchOf(request: Request): IfMatch {
  const header = request.headers.get('if-match')
  if (header === null) return undefined
  if (header.trim() === '*') return '*'
  return header.split(',').flatMap((tag) => {
    const version = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(tag)?.[1]
    return version === undefined ? [] : [Number(version)]
  })
}

function toResponse(requestId: string, { status, body }: Outcome, extra: Record<string, string> = {}): Response {
  const headers: Record<string, string> = { 'x-request-id': requestId, 'cache-control': 'no-store', ...extra }
  if (status === 204) return new Response(null, { status, headers })
  if (body instanceof FileAnswer)
    return new Response(body.content, { status, headers: { ...headers, ...fileHeaders(body) } })
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  if (status === 503) headers['retry-after'] = '2'
  const { version, retryAfter } = members(body)
  if (typeof retryAfter === 'number') headers['retry-after'] = String(retryAfter)
  if (typeof version === 'number' && status < 300) headers.etag = `"${version}"`
  headers['content-type'] = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(JSON.stringify(body), { status, headers })
}

const IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

function fileHeaders({ mediaType, about: { immutable, name, save } }: FileAnswer): Record<string, string> {
  const saved = name === undefined ? '' : `; filename="${name.replaceAll(/[^\w.-]/g, '-')}"`
  return {
    'content-type': mediaType,
    'content-disposition': `${save === true ? 'attachment' : 'inline'}${saved}`,
    'x-content-type-options': 'nosniff',
    // A browser's viewer of PDF does not open in a sandbox.
    ...(mediaType.startsWith('image/') ? { 'content-security-policy': IMAGE_POLICY } : {}),
    'cross-origin-resource-policy': 'same-origin',
    ...(immutable === true ? { 'cache-control': 'private, max-age=31536000, immutable' } : {}),
  }
}

function members(body: unknown): { version?: unknown; retryAfter?: unknown } {
  return typeof body === 'object' && body !== null ? body : {}
}
