import { AppError } from '../domain/errors'

/** The keyset position after which the next page starts: the values of the sort keys, the last of them unique. */
export type CursorKeys = readonly (string | number)[]

export function encodeCursor(keys: CursorKeys): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

const notOurs = () =>
  new AppError('malformed', 'The cursor is not one of ours.', {
    fields: [{ path: 'cursor', message: 'Not a cursor of this list' }],
  })

/** uuid and instant (ISO 8601) are strings that the database would choke on if they were anything else. */
type KeyType = 'string' | 'number' | 'uuid' | 'instant'

/** The keys of a cursor made by `encodeCursor` with the same number and types of keys. Throws `malformed` for anything else. */
export function decodeCursor<const T extends readonly KeyType[]>(
  cursor: string,
  types: T,
): { [K in keyof T]: T[K] extends 'number' ? number : string } {
  let keys: unknown
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw notOurs()
  }
  if (!Array.isArray(keys) || keys.length !== types.length) throw notOurs()
  const fits = keys.every((key, i) => isOfType(key, types[i]))
  if (!fits) throw notOurs()
  return keys as { [K in keyof T]: T[K] extends 'number' ? number : string }
}

/** The instant of a cursor's number of milliseconds. Throws `malformed` for what no row can have. */
export function decodeInstant(ms: number): Date {
  if (ms >= 0 && ms < Date.UTC(10_000, 0)) return new Date(ms)
  throw notOurs()
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function isOfType(key: unknown, type: KeyType | undefined): boolean {
  if (type === 'number') return typeof key === 'number' && Number.isSafeInteger(key)
  if (typeof key !== 'string' || key.length > 600 || key.includes('\u0000') || !key.isWellFormed()) return false
  if (type === 'uuid') return UUID.test(key)
  return type !== 'instant' || (INSTANT.test(key) && key >= '1970' && !Number.isNaN(Date.parse(key)))
}

/**
 * Cuts the row read beyond the limit and makes the next cursor from the last one kept: queries read `limit + 1`.
 */
export function cutPage<R, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
  keys: (row: R) => CursorKeys,
): { items: V[]; nextCursor?: string } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const items = kept.map(view)
  return rows.length > limit && last !== undefined ? { items, nextCursor: encodeCursor(keys(last)) } : { items }
}
