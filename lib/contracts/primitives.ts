import { z } from 'zod'

/** Largest value of a 32-bit column. */
export const MAX_INT = 2_147_483_647

/** PostgreSQL can keep neither NUL nor a lone surrogate in text or jsonb. */
const storable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed()

/** Free text of 1 to `max` characters, trimmed. */
export const text = (max: number) =>
  z.string().trim().min(1).max(max).refine(storable, { message: 'Must not contain NUL or broken surrogate pairs' })

/** A code: 1-64 of A-Z a-z 0-9 . _ - :, trimmed, compared without case, shown as first given. */
export const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._:-]{1,64}$/, { message: '1 to 64 of A-Z a-z 0-9 . _ - :' })
  .meta({ description: '1-64 of A-Z a-z 0-9 . _ - :, compared without case', example: 'FRA1-A07' })

/** A firmware component or version, a component of a ticket, a host name: short printable text. */
export const label = text(128)

export const count = z.int().min(0).max(MAX_INT)
/** The same in a query string. */
export const countInQuery = z.coerce.number().int().min(0).max(MAX_INT)
export const positive = z.int().min(1).max(MAX_INT)
/** Rack units: U1 is the lowest. */
export const rackUnit = z.int().min(1).max(100)
export const heightU = z.int().min(1).max(100)
/** 0: it takes no unit of its own, as a node in a chassis. */
export const modelHeightU = z.int().min(0).max(100)
export const depth = z.enum(['full', 'half'])
export const face = z.enum(['front', 'rear'])

const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(9999, 11, 31)

/** An instant, ISO 8601 with Z or an offset. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((value) => Date.parse(value) >= EARLIEST && Date.parse(value) <= LATEST, {
    message: 'Must lie between 1970 and 9999',
  })
  .meta({ description: 'ISO 8601', example: '2026-11-23T14:20:00Z' })

/** What the server answers: always UTC. */
export const utc = z.iso.datetime().meta({ description: 'UTC, ISO 8601' })

/** Grows with each change; the ETag of an item is its version in quotes. */
export const version = z.int()

export const uuid = z.uuid()
export const tags = z.array(text(64)).max(50)

export const MAX_JSON_DEPTH = 32

/** Whether a JSON value can be kept as jsonb: storable strings, finite numbers, not absurdly deep. */
export function isStorableJson(value: unknown, level = 0): boolean {
  if (level > MAX_JSON_DEPTH) return false
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every((item) => isStorableJson(item, level + 1))
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).every(([key, item]) => storable(key) && isStorableJson(item, level + 1))
  }
  return value === null || typeof value === 'boolean'
}

/** A JSON object of at most `maxBytes` as text. */
export const jsonObject = (maxBytes: number) =>
  z
    .record(z.string(), z.unknown())
    .refine((value) => isStorableJson(value), {
      message: 'Must be plain JSON without NUL, at most 32 levels deep',
      // What is deeper must not reach JSON.stringify, which would overflow the stack.
      abort: true,
    })
    .refine((value) => JSON.stringify(value).length <= maxBytes, { message: `At most ${maxBytes} characters as JSON` })

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { message: '64 lower-case hex digits' })
