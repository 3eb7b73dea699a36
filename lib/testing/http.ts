/** The API without a web server: requests go to the route handlers as functions, over a database of their own. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '@/scripts/embedded-postgres'
import { processDb } from '../db/process'
import { createTestDatabase } from './database'

export const ADMIN_TOKEN = 'the-admin-token-of-the-http-tests-0123456789'
const API = join(ROOT, 'app', 'api', 'v1')

export interface ApiAnswer {
  status: number
  headers: Headers
  /** Parsed where it is JSON, bytes where it is an image, else text. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
}

interface ApiRequest {
  body?: unknown
  /** Sent as it stands, instead of `body` as JSON. */
  raw?: string | Uint8Array<ArrayBuffer> | ReadableStream
  headers?: Record<string, string>
  /** null: nobody; left out: the admin token. */
  token?: string | null
}

export interface ApiWorld {
  db: ReturnType<typeof processDb>
  url: string
  /** `path` is relative to /api/v1, with its query. */
  api(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer>
  close(): Promise<void>
}

let made = false

/**
 * Points this process at a new database and answers requests from it. Once a test file, in beforeAll: the environment is
 * read once a process.
 */
export async function apiWorld(environment: Record<string, string> = {}): Promise<ApiWorld> {
  if (made)
    throw new Error('This process answers from another database already: vitest.config.ts gives such files one each')
  made = true
  const database = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_SECRET: 'the-secret-of-the-http-tests-0123456789',
    NEXTAUTH_URL: 'http://localhost:3000',
    HAAS_ADMIN_TOKEN: ADMIN_TOKEN,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...environment,
  })
  const db = processDb()
  return {
    db,
    url: database.url,
    api: (method, path, request = {}) => send(method, path, request),
    close: async () => {
      await db.$disconnect()
      await database.drop()
    },
  }
}

async function send(method: string, path: string, given: ApiRequest): Promise<ApiAnswer> {
  const url = new URL(`http://localhost:3000/api/v1${path}`)
  const found = findRoute(url.pathname.slice('/api/v1/'.length).split('/'))
  if (found === null) throw new Error(`app/api/v1 has no route for ${path}`)
  const token = given.token === undefined ? ADMIN_TOKEN : given.token
  const payload = given.raw ?? (given.body === undefined ? undefined : JSON.stringify(given.body))
  const request = new Request(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...given.headers,
    },
    ...(payload === undefined ? {} : { body: payload }),
    ...(payload instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  const route: Record<string, unknown> = await import(pathToFileURL(found.file).href)
  const handler = route[method === 'HEAD' ? 'GET' : method]
  if (typeof handler !== 'function') throw new Error(`${found.file} exports no ${method}`)
  const response: Response = await handler(request, { params: Promise.resolve(found.params) })
  const type = response.headers.get('content-type') ?? ''
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = type.startsWith('image/') ? null : new TextDecoder().decode(bytes)
  const body = text === null ? bytes : type.includes('json') ? JSON.parse(text) : text
  return { status: response.status, headers: response.headers, body }
}

type Params = Record<string, string | string[]>

/** The route file for a path, as Next would choose it: a name before a parameter before the rest. */
export function findRoute(segments: readonly string[], folder = API): { file: string; params: Params } | null {
  const [first, ...rest] = segments
  if (first === undefined) {
    const file = join(folder, 'route.ts')
    return existsSync(file) ? { file, params: {} } : null
  }
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
  if (names.includes(first)) {
    const found = findRoute(rest, join(folder, first))
    if (found !== null) return found
  }
  for (const name of names) {
    const parameter = /^\[(\w+)\]$/.exec(name)?.[1]
    const found = parameter === undefined ? null : findRoute(rest, join(folder, name))
    if (parameter !== undefined && found !== null)
      return { ...found, params: { [parameter]: decodeURIComponent(first), ...found.params } }
  }
  const rest404 = join(folder, '[[...path]]', 'route.ts')
  return existsSync(rest404) ? { file: rest404, params: { path: [...segments] } } : null
}
