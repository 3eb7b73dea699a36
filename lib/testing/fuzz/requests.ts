import fc from 'fast-check'
import {
  arbitraryOf,
  collectionOf,
  hostileString,
  hostileValue,
  type Pool,
  resolve,
  type Schema,
  type Schemas,
  withDeep,
} from './values'

interface Parameter {
  name: string
  in: 'path' | 'query'
  schema: Schema
  required?: boolean
}

interface Operation {
  operationId: string
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, unknown>
}

export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Schemas }
}

export interface Target {
  method: string
  path: string
  operation: Operation
}

export interface FuzzRequest {
  target: Target
  /** With path parameters filled in, and the query. */
  path: string
  raw: string | undefined
  headers: Record<string, string>
}

export function targetsOf(document: Document): Target[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

/** Requests to any of the targets: valid, nearly valid, and hostile. */
export function requestTo(targets: readonly Target[], schemas: Schemas, pool: Pool): fc.Arbitrary<FuzzRequest> {
  return fc.constantFrom(...targets).chain((target) =>
    fc
      .record({
        path: pathOf(target, schemas, pool),
        query: queryOf(target, schemas, pool),
        raw: bodyOf(target, schemas, pool),
        headers: headersOf(target),
      })
      .map(({ path, query, raw, headers }) => ({ target, path: `${path}${query}`, raw, headers })),
  )
}

/** Once in so many times, else undefined. */
function sometimes<T>(value: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
}

const encode = (value: string) => encodeURIComponent(value.toWellFormed())

function parametersOf(target: Target, place: 'path' | 'query'): Parameter[] {
  return (target.operation.parameters ?? []).flatMap((parameter) =>
    'in' in parameter && parameter.in === place ? [parameter] : [],
  )
}

function pathOf(target: Target, schemas: Schemas, pool: Pool): fc.Arbitrary<string> {
  const values = parametersOf(target, 'path').map(({ name, schema }) =>
    fc
      .oneof(
        { weight: 12, arbitrary: arbitraryOf(schema, schemas, pool, collectionOf(name, target.path)) },
        { weight: 1, arbitrary: hostileString.filter((value) => value !== '' && value.length < 10_000) },
      )
      .map((value) => [name, encode(String(value))] as const),
  )
  return fc
    .tuple(...values)
    .map((pairs) => pairs.reduce((path, [name, value]) => path.replace(`{${name}}`, () => value), target.path))
}

function queryOf(target: Target, schemas: Schemas, pool: Pool): fc.Arbitrary<string> {
  const declared = parametersOf(target, 'query').map(({ name, schema }) => {
    const { items } = resolve(schema, schemas)
    const value = fc.oneof(
      {
        weight: 5,
        arbitrary: arbitraryOf(items ?? schema, schemas, pool, collectionOf(name, target.path)).map(String),
      },
      { weight: 1, arbitrary: hostileString },
    )
    return sometimes(value, 5).map((given) => (given === undefined ? [] : [[name, given] as const]))
  })
  const unknown = sometimes(hostileString, 25)
  return fc.tuple(unknown, ...declared).map(([stranger, ...given]) => {
    const pairs = [...given.flat(), ...(stranger === undefined ? [] : [[stranger, '1'] as const])]
    return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`
  })
}

function bodyOf(target: Target, schemas: Schemas, pool: Pool): fc.Arbitrary<string | undefined> {
  const content = target.operation.requestBody?.content
  if (target.method === 'GET') return fc.constant(undefined)
  if (content === undefined) return sometimes(fc.constant('{}'), 20)
  const valid = arbitraryOf(content['application/json']?.schema ?? {}, schemas, pool)
  const values = fc.oneof(
    { weight: 6, arbitrary: valid },
    { weight: 6, arbitrary: mutated(valid) },
    { weight: 1, arbitrary: hostileValue },
  )
  return fc.oneof(
    { weight: 13, arbitrary: values.map((value) => withDeep(JSON.stringify(value))) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{', 'nonsense', '{"a":1}{', '\ufeff{}', '[1,]', '"\\ud800"', undefined),
    },
  )
}

/** One place of a valid body made hostile, left out, or joined by a stranger. */
function mutated(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const kind = fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add')
  return fc.tuple(valid, kind, fc.nat(), hostileValue, hostileString).map(([body, how, place, value, name]) => {
    const holders = containers(body)
    const holder = holders[place % Math.max(1, holders.length)]
    if (holder === undefined) return value
    const keys = Object.keys(holder)
    const key = how === 'add' ? name.slice(0, 200) : keys[place % Math.max(1, keys.length)]
    if (key === undefined) return body
    if (how === 'remove') Reflect.deleteProperty(holder, key)
    else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
    return body
  })
}

/** Every object and array within a value, the outermost first. */
function containers(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(containers)]
}

function headersOf(target: Target): fc.Arbitrary<Record<string, string>> {
  const type = fc.oneof(
    { weight: 20, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('text/plain', 'application/x-ndjson', 'application/json; charset=utf-16', ';'),
    },
  )
  const match = sometimes(fc.constantFrom('"1"', '"2"', '*', 'W/"1"', '"99999999999"', 'nonsense', ''), 4)
  const key = sometimes(fc.constantFrom('a', 'b', 'c', 'x'.repeat(255), 'x'.repeat(256), 'a b'), 6)
  return fc.record({ type, match, key }).map((given) => ({
    'content-type': given.type,
    ...(given.match === undefined ? {} : { 'if-match': given.match }),
    ...(given.key === undefined || target.method !== 'POST' ? {} : { 'idempotency-key': given.key }),
  }))
}
