import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type MachineTask, RESET_TYPES, type SimulatedMachine } from './machine'
import {
  EJECT,
  eraseAt,
  INSERT,
  itemAt,
  MEDIA,
  RESET,
  ROOT,
  resourceAt,
  SESSIONS,
  SYSTEM,
  taskPath,
  UPDATE,
} from './resources'

export interface Credentials {
  username: string
  password: string
}

interface Reply {
  status: number
  headers?: Record<string, string>
  body?: object
}

interface Request {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: unknown
}

const MOST_BYTES = 2 ** 20

const login = z.object({ UserName: z.string(), Password: z.string() })
const reset = z.object({ ResetType: z.enum(RESET_TYPES) })
const boot = z.object({
  Boot: z.object({
    BootSourceOverrideEnabled: z.enum(['Disabled', 'Once', 'Continuous']).optional(),
    BootSourceOverrideTarget: z.enum(['None', 'Pxe', 'Cd', 'Hdd', 'UefiHttp']).optional(),
    HttpBootUri: z.string().optional(),
  }),
})
const media = z.object({ Image: z.url() })
const update = z.object({ ImageURI: z.url(), Targets: z.array(z.string()).optional() })

/** The BMC of one machine, over HTTP: on a port of its own, or below a path of a port that many share. */
export class BmcService {
  readonly machine: SimulatedMachine
  private readonly credentials: Credentials
  /** Before `/redfish/v1` in every path; empty on a port of its own. */
  private readonly below: string
  private readonly sessions = new Map<string, string>()
  private opened = 0
  /** The session that spoke last, and those that another one followed. */
  private speaker = ''
  private readonly followed = new Set<string>()
  private server: Server | undefined

  constructor(machine: SimulatedMachine, credentials: Credentials, below = '') {
    this.machine = machine
    this.credentials = credentials
    this.below = below
    machine.onInstalled = (address) => void phoneHome(machine, address)
  }

  /** On a port of its own. Returns its address. Port 0: any that is free. */
  async listen(host: string, port: number): Promise<string> {
    const server = createServer((request, response) => void this.handle(request, response))
    this.server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
    return `http://${host}:${(server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => (this.server === undefined ? resolve(null) : this.server.close(resolve)))
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { faults } = this.machine
    if (faults.has('unreachable')) return void request.socket.destroy()
    const body = await bodyOf(request)
    if (faults.has('hang')) return
    if (faults.has('slow')) await sleep(this.machine.durations.slow)
    const path = this.within((request.url ?? '').split('?')[0]?.replace(/\/+$/, '') ?? '')
    const {
      status,
      headers,
      body: answer,
    } = faults.has('errors')
      ? refusal(500, 'An internal error occurred.')
      : body === undefined
        ? refusal(400, 'The request is no JSON.')
        : this.reply({ method: request.method ?? 'GET', path, headers: request.headers, body })
    const text = answer === undefined ? undefined : this.text(answer)
    const etag = status === 200 && text !== undefined ? { etag: etagOf(text) } : {}
    response.writeHead(status, {
      'content-type': 'application/json',
      'odata-version': '4.0',
      ...etag,
      ...this.located(headers),
    })
    response.end(text)
  }

  /** A path as the resources know it. */
  private within(path: string): string {
    return this.below !== '' && path.startsWith(`${this.below}/`) ? path.slice(this.below.length) : path
  }

  /** A path as clients know it. */
  private without<T>(value: T): T | string {
    return typeof value === 'string' && (value === ROOT || value.startsWith(`${ROOT}/`)) ? this.below + value : value
  }

  private text(body: object): string {
    return JSON.stringify(body, (_, value) => this.without(value))
  }

  private located(headers: Record<string, string> = {}): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.without(value)]))
  }

  private reply(request: Request): Reply {
    const { method, path } = request
    if (path === '/redfish') return { status: 200, body: { v1: `${ROOT}/` } }
    if (path === ROOT && method === 'GET') return this.read(path)
    if (path === SESSIONS && method === 'POST') return this.openSession(request.body)
    if (!this.isKnown(request)) return refusal(401, 'The credentials are not valid.')
    if (path.startsWith(`${SESSIONS}/`) && method === 'DELETE') return this.endSession(path)
    if (method === 'GET') return this.read(path)
    if (method === 'POST') return this.act(path, request.body)
    if (method === 'PATCH') return this.edit(request)
    return refusal(405, `${method} is not allowed here.`)
  }

  private read(path: string): Reply {
    const body = resourceAt(this.machine, path)
    return body === null ? refusal(404, `There is no resource at ${path}.`) : { status: 200, body }
  }

  private act(path: string, body: unknown): Reply {
    const { machine } = this
    if (path === RESET) {
      return asked(reset, body, ({ ResetType }) => outcome(machine.reset(ResetType)))
    }
    if (path === INSERT) return asked(media, body, ({ Image }) => this.insert(Image))
    if (path === EJECT) return this.eject()
    const drive = eraseAt(path)
    if (drive !== null) return this.begun(machine.startErase(drive))
    if (path === UPDATE) return asked(update, body, (given) => this.update(given))
    return refusal(resourceAt(machine, path) === null ? 404 : 405, 'There is no such action.')
  }

  private edit({ path, headers, body }: Request): Reply {
    const now = resourceAt(this.machine, path)
    if (now === null) return refusal(404, `There is no resource at ${path}.`)
    const wanted = headers['if-match']
    if (wanted !== undefined && wanted !== etagOf(this.text(now))) {
      return refusal(412, 'The resource was changed since it was read.')
    }
    if (path === SYSTEM) {
      return asked(boot, body, ({ Boot }) => {
        if (this.machine.faults.has('refuse')) return refusal(400, 'The property Boot is not writable now.')
        const { BootSourceOverrideEnabled: enabled, BootSourceOverrideTarget: target, HttpBootUri: httpUri } = Boot
        this.machine.setBoot({ enabled, target, httpUri })
        return { status: 204 }
      })
    }
    return path === MEDIA
      ? asked(media, body, ({ Image }) => this.insert(Image))
      : refusal(405, 'Nothing of it can be edited.')
  }

  private insert(image: string): Reply {
    if (this.machine.faults.has('refuse')) return refusal(400, 'The image could not be mounted.')
    if (this.machine.media.image !== null) return refusal(400, 'There is a disc in the drive already.')
    this.machine.insert(image)
    return { status: 204 }
  }

  private eject(): Reply {
    if (this.machine.faults.has('refuse')) return refusal(400, 'The disc could not be ejected.')
    this.machine.eject()
    return { status: 204 }
  }

  /** The target's item, else the one whose name the address holds; the version that the address ends with. */
  private update({ ImageURI, Targets = [] }: z.output<typeof update>): Reply {
    const url = new URL(ImageURI)
    const name = decodeURIComponent(url.pathname).toLowerCase()
    const { firmware } = this.machine.hardware
    const item =
      Targets[0] === undefined
        ? firmware.findIndex((of) => name.includes(of.name.toLowerCase()))
        : itemAt(this.within(Targets[0]))
    const version =
      url.searchParams.get('version') ?? /([^/_]+?)(?:\.[a-z]+)?$/i.exec(decodeURIComponent(url.pathname))?.[1]
    if (version === undefined) return refusal(400, 'The address does not say which version it holds.')
    return this.begun(this.machine.startUpdate(item ?? -1, version))
  }

  private begun(task: MachineTask | string): Reply {
    if (typeof task === 'string') return refusal(400, task)
    if (!this.machine.keepsTasks) return { status: 204 }
    const body = resourceAt(this.machine, taskPath(task)) ?? {}
    // In whole seconds: 0 where it is over as good as at once.
    const wait = String(Math.min(1, Math.floor((task.ends - task.began) / 1000)))
    return { status: 202, headers: { location: taskPath(task), 'retry-after': wait }, body }
  }

  private openSession(body: unknown): Reply {
    return asked(login, body, ({ UserName, Password }) => {
      if (!this.isRight(UserName, Password)) return refusal(401, 'The user name or password is not valid.')
      const [id, token] = [String(++this.opened), randomUUID()]
      this.sessions.set(id, token)
      const location = `${SESSIONS}/${id}`
      const made = {
        '@odata.id': location,
        '@odata.type': '#Session.v1_3_0.Session',
        Id: id,
        Name: 'Session',
        UserName,
      }
      return { status: 201, headers: { 'x-auth-token': token, location }, body: made }
    })
  }

  private endSession(path: string): Reply {
    return this.sessions.delete(path.slice(SESSIONS.length + 1))
      ? { status: 204 }
      : refusal(404, 'There is no such session.')
  }

  private isKnown({ headers }: Request): boolean {
    const token = headers['x-auth-token']
    if (typeof token === 'string') this.hear(token)
    if (typeof token === 'string')
      return !this.machine.faults.has('wrong-credentials') && [...this.sessions.values()].includes(token)
    const [, pair = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? []
    const [username = '', ...password] = Buffer.from(pair, 'base64').toString('utf8').split(':')
    return this.isRight(username, password.join(':'))
  }

  /** Whoever holds the right to a BMC opens a session of its own: one that speaks after its successor has lost that right. */
  private hear(token: string): void {
    if (token === this.speaker) return
    if (this.followed.has(token)) this.machine.note('spoken to by two at once')
    this.followed.add(this.speaker)
    this.speaker = token
  }

  private isRight(username: string, password: string): boolean {
    const { credentials, machine } = this
    if (machine.faults.has('wrong-credentials')) return false
    return username === credentials.username && password === credentials.password
  }
}

const PHONE_HOME_TRIES = 5
const PHONE_HOME_PAUSE_MS = 1_000

/** What an installed image does first, where its address said how (`phone-home`). */
async function phoneHome(machine: SimulatedMachine, address: string): Promise<void> {
  const to = URL.canParse(address) ? new URL(address).searchParams.get('phone-home') : null
  if (to === null) return
  for (let attempt = 1; attempt <= PHONE_HOME_TRIES; attempt++) {
    const outcome = await fetch(to, { method: 'POST' }).then(
      ({ ok, status }) => ({ ok, words: `status ${status}` }),
      () => ({ ok: false, words: 'nothing answered' }),
    )
    machine.note(`phoned home: ${outcome.words}`)
    if (outcome.ok) return
    await sleep(PHONE_HOME_PAUSE_MS)
  }
}

function asked<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  work: (given: z.output<Schema>) => Reply,
): Reply {
  const given = schema.safeParse(body)
  if (given.success) return work(given.data)
  const [issue] = given.error.issues
  return refusal(
    400,
    `The property ${issue?.path.join('/') || 'of the request'} is not right: ${issue?.message ?? ''}.`,
  )
}

const outcome = (refused: string | null): Reply => (refused === null ? { status: 204 } : refusal(409, refused))

function refusal(status: number, Message: string): Reply {
  const info = [{ MessageId: 'Base.1.8.GeneralError', Message, Severity: 'Critical', Resolution: 'None' }]
  return { status, body: { error: { code: 'Base.1.8.GeneralError', message: Message, '@Message.ExtendedInfo': info } } }
}

function etagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('hex').slice(0, 8)}"`
}

/** Null where there is none; undefined where it is no JSON, or too large. */
export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > MOST_BYTES) return undefined
  }
  if (size === 0) return null
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    // Said to the client as what it is: a request that is no JSON.
    return undefined
  }
}
