import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type Bmc, type Deadline, HardwareError } from '../../hardware-driver'
import { type CertificateTrust, certificateTrust } from './certificate-trust'
import { exchange, NoAnswer, type Received, type Sent } from './http-exchange'
import { wordsOf } from './redfish-error'

export const ROOT_PATH = '/redfish/v1/'
const TRIES = 4
const FIRST_PAUSE_MS = 250
const MOST_REDIRECTS = 3
/** Statuses after which the same request may go through: the service is overloaded, restarting, or behind a gateway. */
const PASSING = new Set([500, 502, 503, 504])

const reference = z.object({ '@odata.id': z.string() })
const rootLinks = z.object({
  Links: z.object({ Sessions: reference.optional() }).optional(),
  SessionService: reference.optional(),
})

/** One thing that is asked of the service. */
interface Ask {
  method: Sent['method']
  path: string
  deadline: Deadline
  body?: object
  headers?: Record<string, string>
}

export interface Answer extends Received {
  /** Of the resource, where the service gives one. */
  etag: string | undefined
  /** What a POST made, or the task that it started. */
  location: string | undefined
}

/**
 * One BMC over Redfish (DSP0266): one request at a time, a session where the service offers them, else Basic. What only reads
 * is asked again after a 5xx, a 503 with its Retry-After, or a dropped connection; what changes something only if it can't
 * have arrived or was turned away. Nothing is sent past a deadline. Throws `HardwareError`.
 */
export class RedfishClient {
  private readonly base: URL
  private readonly bmc: Bmc
  private readonly agent: HttpAgent | HttpsAgent
  private readonly trust: CertificateTrust
  private last: Promise<unknown> = Promise.resolve()
  private session: { token: string; path: string | undefined } | null = null
  /** False once the service has shown that it has none. */
  private offersSessions = true

  constructor(bmc: Bmc) {
    if (!URL.canParse(bmc.address)) throw new HardwareError('refused', `${bmc.address} is no http(s) address.`)
    this.base = new URL(bmc.address)
    if (!['http:', 'https:'].includes(this.base.protocol))
      throw new HardwareError('refused', `${bmc.address} is no http(s) address.`)
    this.bmc = bmc
    this.trust = certificateTrust(bmc.tls)
    const options = { keepAlive: true, maxSockets: 1 }
    // No TLS session goes on over another connection: each shows its certificate.
    this.agent =
      this.base.protocol === 'https:' ? new HttpsAgent({ ...options, maxCachedSessions: 0 }) : new HttpAgent(options)
  }

  get(path: string, deadline: Deadline): Promise<Answer> {
    return this.inTurn(() => this.authorized({ method: 'GET', path, deadline }))
  }

  /** Whatever it answers: for what is told by the status itself. */
  ask(path: string, deadline: Deadline): Promise<Answer> {
    return this.inTurn(() => this.answered({ method: 'GET', path, deadline }))
  }

  /** Null where there is no such resource (404): links may lead to what a machine does not have. */
  find(path: string, deadline: Deadline): Promise<Answer | null> {
    return this.inTurn(async () => {
      const answer = await this.answered({ method: 'GET', path, deadline })
      return answer.status === 404 ? null : accepted(answer)
    })
  }

  post(path: string, body: object, deadline: Deadline): Promise<Answer> {
    return this.inTurn(() => this.authorized({ method: 'POST', path, body, deadline }))
  }

  /** With the resource's ETag where the service gives one; where it moved on meanwhile, once more with the new one. */
  patch(path: string, body: object, deadline: Deadline): Promise<Answer> {
    return this.inTurn(async () => {
      for (let attempt = 1; ; attempt++) {
        const { etag } = await this.authorized({ method: 'GET', path, deadline })
        const headers = etag === undefined ? {} : { 'if-match': etag }
        const answer = await this.answered({ method: 'PATCH', path, body, headers, deadline })
        if (answer.status !== 412 || attempt === 2) return accepted(answer)
      }
    })
  }

  /** Ends the session, as services have few of them. What goes wrong here changes nothing any more. */
  async close(deadline: Deadline): Promise<void> {
    await this.inTurn(async () => {
      const path = this.session?.path
      if (path !== undefined)
        await this.once({ method: 'DELETE', path, headers: this.credentials(), deadline }).catch(() => undefined)
      this.session = null
      this.agent.destroy()
    })
  }

  /** Without a word to the service. */
  drop(): void {
    this.session = null
    this.agent.destroy()
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work)
    this.last = turn.catch(() => undefined)
    return turn
  }

  private async authorized(ask: Ask): Promise<Answer> {
    return accepted(await this.answered(ask))
  }

  /** A session that ran out is opened anew, once. */
  private async answered(ask: Ask): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      await this.logIn(ask.deadline)
      const answer = await this.persistently({ ...ask, headers: { ...ask.headers, ...this.credentials() } })
      if (answer.status !== 401 || this.session === null || attempt === 2) return answer
      this.session = null
    }
  }

  private async persistently(ask: Ask): Promise<Answer> {
    const { method, deadline } = ask
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.once(ask).catch((error: unknown) => {
        if (error instanceof NoAnswer) return error
        throw error
      })
      const pauseMs = FIRST_PAUSE_MS * 2 ** (attempt - 1)
      if (outcome instanceof NoAnswer) {
        const repeatable = method === 'GET' || !outcome.sent
        if (!repeatable || !(await this.waited(pauseMs, attempt, deadline))) {
          throw new HardwareError('unreachable', outcome.message, { cause: outcome })
        }
        continue
      }
      const retryAfterMs = outcome.status === 503 ? retryAfter(outcome) : null
      const repeatable = PASSING.has(outcome.status) && (method === 'GET' || retryAfterMs !== null)
      if (!repeatable || !(await this.waited(retryAfterMs ?? pauseMs, attempt, deadline))) return outcome
    }
  }

  /** False where it is not worth it: too often, or past the deadline. */
  private async waited(pauseMs: number, attempt: number, deadline: Deadline): Promise<boolean> {
    if (attempt >= TRIES || Date.now() + pauseMs >= deadline.getTime()) return false
    await sleep(pauseMs)
    return true
  }

  private async once({ method, path, body, headers, deadline }: Ask): Promise<Answer> {
    let url = this.locate(path)
    for (let redirects = 0; ; redirects++) {
      const timeoutMs = deadline.getTime() - Date.now()
      if (timeoutMs <= 0) throw new HardwareError('late', 'the time for it was over before it was asked.')
      const common = { accept: 'application/json', 'odata-version': '4.0', ...headers }
      // What changes something goes over a connection of its own: one kept open may be closed at the other end already, and
      // then nobody could say whether it arrived.
      const agent = method === 'GET' ? this.agent : false
      const { trust } = this
      const received = await exchange({ method, url, headers: common, body, timeoutMs, agent, trust })
      const { location } = received.headers
      const moved = method === 'GET' && [301, 302, 307, 308].includes(received.status) && location !== undefined
      if (moved && redirects < MOST_REDIRECTS) {
        url = this.locate(new URL(location, url).href)
        continue
      }
      return { ...received, location, etag: etagOf(received) }
    }
  }

  /** A path, or an address on this very BMC: the credentials go nowhere else. */
  private locate(path: string): URL {
    // An address may lie below a path, behind a gateway to many BMCs: links come with it.
    const below = path === ROOT_PATH ? this.base.pathname.replace(/\/+$/, '') : ''
    const url = new URL(below + path, this.base)
    if (url.origin !== this.base.origin)
      throw new HardwareError('refused', `it points to ${url.origin}, another machine.`)
    return url
  }

  private credentials(): Record<string, string> {
    if (this.session !== null) return { 'x-auth-token': this.session.token }
    const { username, password } = this.bmc
    if (username === undefined) return {}
    const pair = Buffer.from(`${username}:${password ?? ''}`, 'utf8').toString('base64')
    return { authorization: `Basic ${pair}` }
  }

  private async logIn(deadline: Deadline): Promise<void> {
    const { username, password = '' } = this.bmc
    if (username === undefined || this.session !== null || !this.offersSessions) return
    const path = await this.sessionsPath(deadline)
    if (path === null) {
      this.offersSessions = false
      return
    }
    const body = { UserName: username, Password: password }
    const answer = await this.persistently({ method: 'POST', path, body, deadline })
    const token = answer.headers['x-auth-token']
    if (answer.status < 300 && typeof token === 'string') {
      this.session = { token, path: answer.location }
    } else if ([400, 401, 403].includes(answer.status)) {
      throw new HardwareError('refused', `it does not take the credentials: ${wordsOf(answer.status, answer.body)}`)
    } else if (answer.status >= 500) {
      throw new HardwareError('unreachable', wordsOf(answer.status, answer.body))
    } else this.offersSessions = false
  }

  /** By the links of the root, which everybody may read; null where there are none. */
  private async sessionsPath(deadline: Deadline): Promise<string | null> {
    const root = rootLinks.safeParse(
      accepted(await this.persistently({ method: 'GET', path: ROOT_PATH, deadline })).body,
    )
    if (!root.success) return null
    const { Links, SessionService } = root.data
    if (Links?.Sessions !== undefined) return Links.Sessions['@odata.id']
    if (SessionService === undefined) return null
    const service = await this.persistently({ method: 'GET', path: SessionService['@odata.id'], deadline })
    return z.object({ Sessions: reference }).safeParse(service.body).data?.Sessions['@odata.id'] ?? null
  }
}

/** The answer, or why there is none that counts. */
function accepted(answer: Answer): Answer {
  const { status, body } = answer
  if (status >= 200 && status < 300) return answer
  if (status === 401) throw new HardwareError('refused', `it does not take the credentials: ${wordsOf(status, body)}`)
  if (PASSING.has(status)) throw new HardwareError('unreachable', wordsOf(status, body))
  throw new HardwareError('refused', wordsOf(status, body))
}

function etagOf({ headers, body }: Received): string | undefined {
  return headers.etag ?? z.object({ '@odata.etag': z.string() }).safeParse(body).data?.['@odata.etag']
}

/** Milliseconds: it is given in seconds, or as a date. Null where it is not given. */
function retryAfter({ headers }: Received): number | null {
  const given = headers['retry-after']
  if (given === undefined) return null
  if (/^\d+$/.test(given)) return Number(given) * 1000
  const at = Date.parse(given)
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now())
}
