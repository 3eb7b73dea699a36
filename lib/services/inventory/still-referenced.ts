import { databaseError, SQLSTATE } from '../../db/database-error'
import { conflict } from '../../domain/errors'

/** For `.catch` of a delete: the database's refusal because something refers to the row, in words; rethrows the rest. */
export function stillReferenced(words: string): (error: unknown) => never {
  return (error) => {
    const state = databaseError(error)?.sqlState
    if (state === SQLSTATE.foreignKeyViolation || state === SQLSTATE.restrictViolation) {
      throw conflict('still-referenced', words)
    }
    throw error
  }
}
