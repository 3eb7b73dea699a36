import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { ENDPOINTS } from '../../contracts/registry'
import { openApiDocument } from '../../http/openapi'
import { type ApiAnswer, type ApiWorld, findRoute } from '../http'
import { type Document, type FuzzRequest, requestTo, type Target, targetsOf } from './requests'
import { seedFuzzWorld } from './seed-world'

export interface FuzzReport {
  requests: number
  /** How often each operation gave each status. */
  answers: Map<string, number>
  /** Each kind of failure once, with a request that shows it. */
  failures: string[]
}

const BATCH = 50
/** By then the requests have taken the world apart. */
const SEED_EVERY = 250
/** Everything here lasts for ever, or is no JSON. */
const LEFT_OUT = ['watchChanges', 'getOpenApi']

/**
 * Sends generated requests to every operation of the OpenAPI document and checks each answer: no 5xx, refusals are
 * problem+json and a 400 names its fields, the status is one that the document shows, and a success has the shape that the
 * contract promises.
 */
export async function fuzzApi(world: ApiWorld, options: { requests: number; seed: number }): Promise<FuzzReport> {
  const document: Document = JSON.parse(JSON.stringify(openApiDocument('fuzz')))
  const failures = new Map<string, string>()
  const targets: Target[] = []
  for (const target of targetsOf(document).filter(({ operation }) => !LEFT_OUT.includes(operation.operationId))) {
    const problem = await whyNotLoaded(target.path)
    if (problem === null) targets.push(target)
    else failures.set(`${target.path} cannot be asked`, problem)
  }
  const pool = new KnownCodes()
  const answers = new Map<string, number>()
  for (let sent = 0; sent < options.requests; sent += BATCH) {
    if (sent % SEED_EVERY === 0) await seedFuzzWorld(world, sent / SEED_EVERY, (path, body) => pool.collect(path, body))
    const arbitrary = requestTo(targets, document.components.schemas, pool.all())
    for (const request of fc.sample(arbitrary, { numRuns: BATCH, seed: options.seed + sent })) {
      const name = `${request.target.method} ${request.target.path}`
      const answer = await send(world, request)
      answers.set(`${name} ${answer.status}`, (answers.get(`${name} ${answer.status}`) ?? 0) + 1)
      for (const failure of faultsOf(request, answer)) failures.set(`${name}: ${failure}`, shown(request, answer))
      if (answer.status < 300) pool.collect(request.target.path, answer.body)
    }
  }
  return {
    requests: options.requests,
    answers,
    failures: [...failures].map(([failure, example]) => `${failure}\n    ${example}`),
  }
}

async function whyNotLoaded(path: string): Promise<string | null> {
  const segments = path.slice(1).split('/')
  const found = findRoute(segments.map((segment) => (segment.startsWith('{') ? 'x' : segment)))
  if (found === null || found.file.includes('[[...path]]')) return 'no route file'
  try {
    await import(pathToFileURL(found.file).href)
    return null
  } catch (error) {
    return String(error)
  }
}

async function send(world: ApiWorld, request: FuzzRequest): Promise<ApiAnswer> {
  const { raw, headers } = request
  return world.api(request.target.method, request.path, raw === undefined ? { headers } : { headers, raw })
}

function faultsOf({ target, path }: FuzzRequest, answer: ApiAnswer): string[] {
  const { status, body } = answer
  // A parameter like '..' leads to another path.
  const elsewhere = status === 404 || status === 405 || /(^|\/)\.{1,2}(\/|$|\?)/.test(path)
  if (status >= 500) return [`${status} ${body?.code}`]
  if (status >= 400) {
    if (answer.headers.get('content-type') !== 'application/problem+json') return [`${status} is no problem+json`]
    if (body.status !== status || typeof body.code !== 'string') return [`${status} without its members`]
    if (status === 400 && !namesFields(body.errors)) return ['400 names no field']
  }
  if (elsewhere) return []
  if (target.operation.responses[status] === undefined) return [`${status} ${body?.code} is not documented`]
  return status < 300 ? shapeFaults(target, answer) : []
}

function namesFields(errors: unknown): boolean {
  return (
    Array.isArray(errors) &&
    errors.length > 0 &&
    errors.every((error) => typeof error.path === 'string' && typeof error.message === 'string')
  )
}

function shapeFaults({ operation }: Target, { body, headers }: ApiAnswer): string[] {
  const endpoint = ENDPOINTS[`${operation.operationId}Endpoint`]
  if (endpoint?.file !== undefined) {
    const type = headers.get('content-type') ?? 'nothing'
    return endpoint.file.includes(type.replace(/;.*/, '')) ? [] : [`${type} is no promised file`]
  }
  const result = endpoint?.response.safeParse(body === '' ? undefined : body)
  if (result === undefined || result.success) return []
  return [
    `not the promised shape: ${result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)[0]}`,
  ]
}

const KEYS = ['code', 'barcode', 'number', 'slug', 'sku', 'id']
/** Of each collection the newest: what is old may be gone. */
const KEPT = 40

/** What the answers have shown, to be referred to by later requests. */
class KnownCodes {
  private readonly codes = new Map<string, Set<string>>()

  collect(path: string, body: unknown): void {
    if (typeof body !== 'object' || body === null) return
    const collection = path === '/inventory/scans' ? 'servers' : path.endsWith('/plan') ? 'plans' : path.split('/')[1]
    const known = this.codes.get(collection ?? '') ?? new Set()
    for (const key of KEYS) {
      const value: unknown = Reflect.get(body, key)
      if (typeof value === 'string' && value.length <= 128) known.add(value)
    }
    this.codes.set(collection ?? '', known)
    if ('items' in body && Array.isArray(body.items) && !path.endsWith('/plan'))
      for (const item of body.items.slice(0, 5)) this.collect(path, item)
  }

  all(): Map<string, string[]> {
    return new Map([...this.codes].map(([collection, codes]) => [collection, [...codes].slice(-KEPT)]))
  }
}

function shown({ target, path, raw, headers }: FuzzRequest, { status, body }: ApiAnswer): string {
  const short = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}… (${text.length})` : text)
  return `${target.method} ${short(path)} ${JSON.stringify(headers)} ${short(raw ?? 'no body')} → ${status} ${short(JSON.stringify(body) ?? '')}`
}
