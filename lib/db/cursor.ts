import { AppError } from '../domain/errors'

/** The keyset position after which the next page starts: the values of the sort keys, the last of them unique. */
export type CursorKeys = readonly (string | number)[]

export function encodeCursor(keys: CursorKeys): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** The keys of a cursor made by `encodeCursor` with the same number and types of keys. Throws `malformed` for anything else. */
export function decodeCursor<const T extends readonly ('string' | 'number')[]>(
  cursor: string,
  types: T,
): { [K in keyof T]: T[K] extends 'number' ? number : string } {
  const bad = () =>
    new AppError('malformed', 'The cursor is not one of ours.', {
      fields: [{ path: 'cursor', message: 'Not a cursor of this list' }],
    })
  let keys: unknown
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw bad()
  }
  if (!Array.isArray(keys) || keys.length !== types.length) throw bad()
  const fits = keys.every((key, i) => typeof key === types[i] && isStorable(key))
  if (!fits) throw bad()
  return keys as { [K in keyof T]: T[K] extends 'number' ? number : string }
}

function isStorable(key: unknown): boolean {
  if (typeof key === 'number') return Number.isSafeInteger(key)
  return typeof key === 'string' && key.length <= 300 && !key.includes('\u0000') && key.isWellFormed()
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
