import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { ENDPOINTS } from '@/lib/contracts/registry'
import { AppError } from '@/lib/domain/errors'
import { asOneRequest, type RequestCost } from '@/lib/env/request-cost'
import { toProblem } from '@/lib/http/problem'
import { requestIdFrom } from '@/lib/http/request-id'
import { type StaticFiles, sendCompressed } from './static-files'

const API = '/api/v1'
const EVENTS = `${API}/events`
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

const MAX_HEADER_BYTES = 16 * 1024
const HEADERS_MS = 10_000
/** For the whole of a request: 16 MB at 2 Mbit/s. Of a body of lines, however long, for the next of it. */
const REQUEST_MS = 65_000
const LINES = 'application/x-ndjson'

interface Log {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface WebServer {
  server: Server
  /** Answers that never end by themselves. */
  streams: Set<ServerResponse>
}

interface WebServerOptions {
  handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** A proxy that we trust stands before us: the caller's address is the last that it wrote into X-Forwarded-For. */
  behindProxy: boolean
  log: Log
  /** Scripts and style sheets that need not be compressed any more. */
  files?: StaticFiles
  /** In tests it need not be a minute. */
  requestMs?: number
}

/** A server over Next's handler; the caller listens. */
export function makeWebServer(options: WebServerOptions): WebServer {
  const { handler, behindProxy, log, files = new Map(), requestMs = REQUEST_MS } = options
  const streams = new Set<ServerResponse>()
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_MS,
      // Node's own would end a body of lines as well: see limitArrival.
      requestTimeout: 0,
      keepAliveTimeout: 65_000,
    },
    (request, response) => {
      limitArrival(request, response, requestMs)
      request.headers['x-haas-remote-address'] = addressOf(request, behindProxy)
      if (sendCompressed(files, pathOf(request), request, response) || answersItself(request, response)) return
      if (pathOf(request) === EVENTS) {
        streams.add(response)
        response.once('close', () => streams.delete(response))
      }
      const cost = { statements: 0 }
      logPage(request, response, cost, log)
      asOneRequest(cost, () => handler(request, response)).catch((error: unknown) => {
        log.error({ err: error, url: request.url }, 'Next failed')
        refuse(request, response, new AppError('internal', 'Something went wrong on our side.'))
      })
    },
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseRaw(error, socket))
  return { server, streams }
}

/** A page in full, a refresh of it, or an action of its: the API logs its requests itself. */
const PAGE = /^text\/(html|x-component)/

/** A page streams: what it has cost is known when its answer has ended. */
function logPage(request: IncomingMessage, response: ServerResponse, cost: RequestCost, log: Log): void {
  const began = performance.now()
  const requestId = requestIdFrom([request.headers['x-request-id']].flat()[0])
  response.once('close', () => {
    if (!PAGE.test(String(response.getHeader('content-type')))) return
    const seconds = (performance.now() - began) / 1000
    const about = { method: request.method, path: pathOf(request), status: response.statusCode, seconds }
    log.info({ requestId, ...about, ...cost }, 'page')
  })
}

/** No new connections, streams ended, requests finished; after `patienceMs` what is left is cut. */
export async function stopWebServer({ server, streams }: WebServer, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const stream of streams) stream.destroy()
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearTimeout(cut)
}

/**
 * A request has so long to arrive. One whose body is lines may take as long as it likes while it is worked on, as long as it does
 * not fall silent; once it is answered, it is a request like any other.
 */
function limitArrival(request: IncomingMessage, response: ServerResponse, ms: number): void {
  const tooLong = () => {
    if (request.complete) return
    if (response.headersSent) return void request.socket.destroy()
    refuseRaw(Object.assign(new Error('too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), request.socket)
  }
  let timer = setTimeout(tooLong, ms).unref()
  const stop = () => clearTimeout(timer)
  request.once('close', stop)
  request.once('end', stop)
  if (!request.headers['content-type']?.startsWith(LINES)) return
  let heard = request.socket.bytesRead
  const unlessSilent = () => {
    // What has come and is not read yet waits for us, not we for it.
    const silent = request.socket.bytesRead === heard && request.readableLength === 0
    if (silent || response.writableEnded) return tooLong()
    heard = request.socket.bytesRead
    timer = setTimeout(unlessSilent, ms).unref()
  }
  stop()
  timer = setTimeout(unlessSilent, ms).unref()
}

function addressOf(request: IncomingMessage, behindProxy: boolean): string {
  const forwarded = behindProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  return forwarded || (request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '')
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/'
}

/** What Next would answer with a page of its own, or with methods that the path does not have. */
function answersItself(request: IncomingMessage, response: ServerResponse): boolean {
  const path = pathOf(request)
  if (!path.startsWith(`${API}/`)) return false
  if (!isDecodable(path)) {
    const fields = [{ path: 'path', message: 'Not valid percent-encoding of UTF-8' }]
    refuse(request, response, new AppError('malformed', 'The path is not valid percent-encoding.', { fields }))
    return true
  }
  if (METHODS.includes(request.method ?? '')) return false
  const allow = allowedOn(path)
  if (allow.length === 0) {
    refuse(request, response, new AppError('not-found', `There is no ${path}.`))
  } else if (request.method === 'OPTIONS') {
    response.writeHead(204, { allow: allow.join(', ') }).end()
  } else {
    const details = { allow: allow.join(', ') }
    refuse(request, response, new AppError('method-not-allowed', `This path takes ${details.allow}.`, { details }))
  }
  return true
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

const PATTERNS = [
  ...Object.values(ENDPOINTS).map(({ method, path }) => ({ method: method as string, path })),
  { method: 'GET', path: '/events' },
  { method: 'GET', path: '/openapi.json' },
].map(({ method, path }) => ({
  method,
  path,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

/** Of a path that is a name and one with a parameter (/telemetry/smartctl and /telemetry/{id}) the name counts, as for Next. */
function allowedOn(path: string): string[] {
  const own = path.slice(API.length)
  const named = PATTERNS.filter(({ path: declared }) => declared === own)
  const fitting = named.length > 0 ? named : PATTERNS.filter(({ pattern }) => pattern.test(own))
  const methods = fitting.map(({ method }) => method)
  const all = methods.includes('GET')
    ? [...methods, 'HEAD', 'OPTIONS']
    : methods.length > 0
      ? [...methods, 'OPTIONS']
      : []
  return [...new Set(all)].sort()
}

function refuse(request: IncomingMessage, response: ServerResponse, error: AppError): void {
  if (response.headersSent) return void response.destroy()
  const requestId = crypto.randomUUID()
  const problem = toProblem(error, requestId)
  const allow = error.details?.allow
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(typeof allow === 'string' ? { allow } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(problem))
}

/** What is no HTTP: there is no request to answer, only a socket. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, reason, detail] = RAW[error.code ?? ''] ?? [400, 'Bad Request', 'This is not HTTP/1.1.']
  const problem = { ...toProblem(new AppError('malformed', detail), crypto.randomUUID()), status, title: reason }
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

const RAW: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', `Headers may have at most ${MAX_HEADER_BYTES} bytes.`],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request took too long to arrive.'],
}
