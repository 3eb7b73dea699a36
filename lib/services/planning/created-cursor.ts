import { decodeCursor } from '../../db/cursor'
import { AppError } from '../../domain/errors'

const MAX_INT = 2_147_483_647
const LATEST_MS = Date.UTC(9999, 11, 31)
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the cursors of lists by creation hold: the milliseconds of `createdAt`, and the id that breaks a tie. */
export function createdKeys<I extends number | string>(row: { createdAt: Date; id: I }): [number, I] {
  return [row.createdAt.getTime(), row.id]
}

/** The position after which a list by creation goes on, where ids are integers. Throws `malformed`. */
export function afterInt(cursor: string): { createdAt: Date; id: number } {
  const [at, id] = decodeCursor(cursor, ['number', 'number'])
  if (id < 0 || id > MAX_INT) throw foreign()
  return { createdAt: instantOf(at), id }
}

/** The same, where ids are UUIDs. */
export function afterUuid(cursor: string): { createdAt: Date; id: string } {
  const [at, id] = decodeCursor(cursor, ['number', 'string'])
  if (!UUID.test(id)) throw foreign()
  return { createdAt: instantOf(at), id }
}

function instantOf(ms: number): Date {
  if (ms < 0 || ms > LATEST_MS) throw foreign()
  return new Date(ms)
}

function foreign(): AppError {
  return new AppError('malformed', 'The cursor is not one of ours.', {
    fields: [{ path: 'cursor', message: 'Not a cursor of this list' }],
  })
}
