import { type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export interface Sent {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body?: object | undefined
  /** Milliseconds for all of it. */
  timeoutMs: number
  /** false: a connection of its own. */
  agent: HttpAgent | HttpsAgent | false
}

export interface Received {
  status: number
  headers: IncomingMessage['headers']
  /** Parsed; undefined where there is none, or it is no JSON. */
  body: unknown
}

/** Larger than any resource of a BMC. */
const MOST_BYTES = 8 * 2 ** 20

/** No answer. `sent`: the request may have arrived, so that it may have done what it asked for. */
export class NoAnswer extends Error {
  readonly sent: boolean

  constructor(message: string, sent: boolean, options?: ErrorOptions) {
    super(message, options)
    this.name = 'NoAnswer'
    this.sent = sent
  }
}

/** One request and its whole answer within the time. Rejects with `NoAnswer`. */
export function exchange({ method, url, headers, body, timeoutMs, agent }: Sent): Promise<Received> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const content =
    text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    let connected = false
    const signal = AbortSignal.timeout(timeoutMs)
    const fail = (error: Error) => {
      const late = signal.aborted
      reject(new NoAnswer(late ? 'it did not answer in time' : reasonOf(error), connected, { cause: error }))
    }
    const outgoing = start(url, { method, headers: { ...headers, ...content }, agent, signal }, (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        parts.push(part)
        size += part.length
        if (size > MOST_BYTES) outgoing.destroy(new Error('its answer is too large'))
      })
      response.on('error', fail)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parsed(Buffer.concat(parts)) })
      })
    })
    outgoing.on('error', fail)
    outgoing.on('socket', (socket) => {
      if (!socket.connecting) connected = true
      else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (connected = true))
    })
    outgoing.end(text)
  })
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its name is not known',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ECONNRESET: 'it dropped the connection',
  EPIPE: 'it dropped the connection',
}

function reasonOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return REASONS[code] ?? error.message
}

function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    // A page of HTML, say: its status is all that counts then.
    return undefined
  }
}
