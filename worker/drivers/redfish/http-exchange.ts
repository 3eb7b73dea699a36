import { type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import type { CertificateTrust } from './certificate-trust'

export interface Sent {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body?: object | undefined
  /** Milliseconds for all of it. */
  timeoutMs: number
  /** false: a connection of its own. */
  agent: HttpAgent | HttpsAgent | false
  trust: CertificateTrust
}

export interface Received {
  status: number
  headers: IncomingMessage['headers']
  /** Parsed; undefined where there is none, or it is no JSON. */
  body: unknown
}

/** Larger than any resource of a BMC. */
const MOST_BYTES = 8 * 2 ** 20
const LATE = 'it did not answer in time'

/** No answer. `sent`: the request may have arrived, so that it may have done what it asked for. */
export class NoAnswer extends Error {
  readonly sent: boolean

  constructor(message: string, sent: boolean, options?: ErrorOptions) {
    super(message, options)
    this.name = 'NoAnswer'
    this.sent = sent
  }
}

/**
 * One request and its whole answer within the time. Nothing of it is sent before the connection stands, the certificate
 * counts, and the time is still not over. Rejects with `NoAnswer`, or with the refusal of the certificate.
 */
export function exchange({ method, url, headers, body, timeoutMs, agent, trust }: Sent): Promise<Received> {
  const endsAt = performance.now() + timeoutMs
  const text = body === undefined ? undefined : JSON.stringify(body)
  const content =
    text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  const secure = url.protocol === 'https:'
  const start = secure ? httpsRequest : httpRequest
  // Every certificate lets the connection stand, as only then can `trust` tell which one it was; it has the last word below.
  const tls = secure ? { ca: trust.ca, rejectUnauthorized: false } : {}
  return new Promise((resolve, reject) => {
    let sent = false
    const signal = AbortSignal.timeout(timeoutMs)
    const fail = (error: Error) => {
      reject(new NoAnswer(signal.aborted ? LATE : reasonOf(error), sent, { cause: error }))
    }
    const options = { method, headers: { ...headers, ...content }, agent, signal, ...tls }
    const outgoing = start(url, options, (response) => {
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
    const send = (socket: Socket) => {
      // By the clock: after a standstill of the process, the connection may be heard of before the timer is.
      const late = performance.now() >= endsAt ? new NoAnswer(LATE, false) : null
      const refusal = late ?? (secure ? trust.refusal(socket) : null)
      if (refusal !== null) {
        reject(refusal)
        outgoing.destroy()
        return
      }
      sent = true
      outgoing.end(text)
    }
    outgoing.on('socket', (socket) => {
      if (outgoing.reusedSocket) send(socket)
      else socket.once(secure ? 'secureConnect' : 'connect', () => send(socket))
    })
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
