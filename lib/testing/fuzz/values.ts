import fc from 'fast-check'

/** The part of JSON Schema that our OpenAPI document uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
}

const MEGABYTE = 'x'.repeat(1_000_000)

const HOSTILE_STRINGS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202eabc\u2066',
  '😀'.repeat(40),
  'Ω'.repeat(65),
  "'; DROP TABLE servers; --",
  "' OR 1=1 --",
  '%',
  '_',
  '\\',
  '{}',
  '$1',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..%2f..%2fetc',
  '\r\nset-cookie: x=1',
  'null',
  'true',
  'NaN',
  '-1',
  '1e400',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'constructor',
  'a'.repeat(64),
  'a'.repeat(65),
  'a'.repeat(513),
  MEGABYTE,
]

const HOSTILE_NUMBERS = [
  0, -1, -0, 1.5, 2_147_483_647, 2_147_483_648, -2_147_483_649, 4_294_967_296, 9_007_199_254_740_991, 1e21, 1e308,
  -1e308,
]

function nested(levels: number): unknown {
  let value: unknown = 'deep'
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value]
  return value
}

/** Stands for JSON that is too deep for JSON.stringify: put in as text, see `withDeep`. */
const DEEP_MARK = '@deep@'
const DEEP = `${'{"a":['.repeat(20_000)}1${']}'.repeat(20_000)}`

export function withDeep(json: string): string {
  return json.replaceAll(`"${DEEP_MARK}"`, DEEP)
}

const HOSTILE_SHAPES: unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { '': 1 },
  { $where: '1' },
  JSON.parse('{"__proto__": {"admin": true}}'),
  nested(40),
  DEEP_MARK,
  Array.from({ length: 10_001 }, () => 1),
]

/** Well-formed or not, of any type: what nobody should send. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...HOSTILE_STRINGS) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...HOSTILE_NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_SHAPES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
)

export const hostileString: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_STRINGS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  // A cursor that decodes to JSON, but to none of ours.
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom<unknown>(...HOSTILE_STRINGS.slice(0, -1), ...HOSTILE_NUMBERS), fc.uuid()), {
        maxLength: 3,
      })
      .map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url')),
  },
)

/** Codes, numbers and ids that the world holds or held, by the collection of the API that they stand in. */
export type Pool = ReadonlyMap<string, readonly string[]>

/** In which collection a field's value is found: `rack: 'A01'` in /racks. */
const COLLECTION_OF: Record<string, string> = {
  datacenter: 'datacenters',
  warehouse: 'warehouses',
  rack: 'racks',
  model: 'server-models',
  server: 'servers',
  barcode: 'servers',
  order: 'orders',
  image: 'images',
  sku: 'spare-parts',
  planId: 'plans',
  ticket: 'tickets',
}

export interface Schemas {
  [name: string]: Schema
}

/** A value that the schema takes, mostly; references come from the pool, of `collection` by preference. */
export function arbitraryOf(schema: Schema, schemas: Schemas, pool: Pool, collection = ''): fc.Arbitrary<unknown> {
  const resolved = resolve(schema, schemas)
  if (resolved.const !== undefined) return fc.constant(resolved.const)
  if (resolved.enum !== undefined) return fc.constantFrom(...resolved.enum)
  if (resolved.anyOf !== undefined)
    return fc.oneof(...resolved.anyOf.map((branch) => arbitraryOf(branch, schemas, pool, collection)))
  const type = Array.isArray(resolved.type) ? resolved.type[0] : resolved.type
  switch (type) {
    case 'object':
      return objectOf(resolved, schemas, pool)
    case 'array':
      return fc.array(arbitraryOf(resolved.items ?? {}, schemas, pool, collection), { maxLength: 4 })
    case 'string':
      return stringOf(resolved, pool, collection)
    case 'integer':
      return fc.integer({ min: resolved.minimum ?? -10, max: Math.min(resolved.maximum ?? 100, 100_000) })
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue()
  }
}

export function resolve(schema: Schema, schemas: Schemas): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (schemas[name] ?? {})
}

function objectOf(schema: Schema, schemas: Schemas, pool: Pool): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) return fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue(), { maxKeys: 4 })
  const required = (schema.required ?? []).filter((name) => schema.properties?.[name] !== undefined)
  return fc.record(
    Object.fromEntries(
      properties.map(([name, value]) => [name, arbitraryOf(value, schemas, pool, COLLECTION_OF[name] ?? '')]),
    ),
    {
      requiredKeys: required,
    },
  )
}

function stringOf(schema: Schema, pool: Pool, collection: string): fc.Arbitrary<string> {
  if (schema.format === 'date-time')
    return fc
      .date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString())
  const reference = known(pool, collection)
  if (schema.format === 'uuid')
    return fc.oneof({ weight: 1, arbitrary: fc.uuid() }, { weight: 6, arbitrary: reference })
  if (schema.format === 'email') return fc.integer({ min: 0, max: 99 }).map((n) => `person${n}@test.example`)
  if (schema.format === 'uri') return fc.constant('https://images.test.example/base.img')
  if (schema.pattern !== undefined) {
    const fresh = fc.stringMatching(new RegExp(schema.pattern))
    return fc.oneof({ weight: collection === '' ? 1 : 6, arbitrary: reference }, { weight: 1, arbitrary: fresh })
  }
  const length = { minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 30, 30) }
  return fc.oneof(fc.string(length), reference, fc.constantFrom('12345678901234', 'READY', '>=1.0.0 <2.0.0'))
}

function known(pool: Pool, collection: string): fc.Arbitrary<string> {
  const own = pool.get(collection) ?? []
  const all = [...pool.values()].flat()
  const any = all.length === 0 ? fc.constant('NOTHING-YET') : fc.constantFrom(...all)
  return own.length === 0
    ? any
    : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: any })
}

export function collectionOf(field: string, path: string): string {
  return COLLECTION_OF[field] ?? path.split('/')[1] ?? ''
}
