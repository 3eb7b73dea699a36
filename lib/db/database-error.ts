import { AppError, isAppError } from '../domain/errors'

/** SQLSTATEs that we tell apart. Class HA is raised by our own functions, see the first migration. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  restrictViolation: '23001',
  exclusionViolation: '23P01',
  checkViolation: '23514',
  serializationFailure: '40001',
  deadlock: '40P01',
  queryCanceled: '57014',
  barcodeRetired: 'HA001',
  outsideRack: 'HA002',
  rackTooSmall: 'HA003',
  promiseWithoutAllocation: 'HA004',
  appendOnly: 'HA005',
  placeTaken: 'HA006',
  piecesOverStock: 'HA007',
  bulkLineIsOver: 'HA008',
  sealOutOfOrder: 'HA010',
} as const

interface DatabaseError {
  sqlState: string
  /** Name of the unique, primary or foreign key; absent for checks and exclusions, which the adapter does not name. */
  constraint?: string
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined
}

/** What PostgreSQL said, out of Prisma's or the adapter's wrapping; null when the error is not the database's. */
export function databaseError(error: unknown): DatabaseError | null {
  const cause = field(field(field(error, 'meta'), 'driverAdapterError'), 'cause') ?? field(error, 'cause') ?? error
  const sqlState = field(cause, 'originalCode') ?? field(cause, 'code')
  if (typeof sqlState !== 'string' || !/^[0-9A-Z]{5}$/.test(sqlState)) return null
  const constraint = field(field(cause, 'constraint'), 'index') ?? field(cause, 'constraint')
  return typeof constraint === 'string' ? { sqlState, constraint } : { sqlState }
}

export function isRetryable(error: unknown): boolean {
  const state = databaseError(error)?.sqlState
  // A place that was free, or not counted yet, when it was looked for: looked for again, it is seen as taken.
  return state === SQLSTATE.serializationFailure || state === SQLSTATE.deadlock || state === SQLSTATE.placeTaken
}

export function violates(error: unknown, constraint: string): boolean {
  return databaseError(error)?.constraint === constraint
}

/** PostgreSQL is away, starting or stopping, or the pool has no connection to give. */
export function isUnavailable(error: unknown): boolean {
  const state = databaseError(error)?.sqlState
  if (state !== undefined && (state.startsWith('08') || state.startsWith('57P') || state === '53300')) return true
  const code = field(error, 'code')
  if (
    code === 'P1001' ||
    code === 'P1002' ||
    code === 'P1008' ||
    code === 'P1017' ||
    code === 'P2024' ||
    code === 'P2028'
  )
    return true
  const kind = field(field(field(error, 'meta'), 'driverAdapterError'), 'cause') ?? field(error, 'cause')
  const name = field(kind, 'kind')
  if (name === 'DatabaseNotReachable' || name === 'ConnectionClosed' || name === 'SocketTimeout') return true
  const system = field(kind, 'code') ?? code
  return system === 'ECONNREFUSED' || system === 'ECONNRESET' || system === 'EPIPE' || system === 'ENOENT'
}

/** 503: the database is away, for a moment as a rule. */
export function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'The database is not available right now.', { cause })
}

/**
 * The database's refusal as one of our errors. Commands translate the refusals that they expect into better words
 * themselves (who stands in the way); this is what is left, so that none becomes a 500.
 */
export function toAppError(error: unknown): AppError | null {
  if (isAppError(error)) return error
  if (isUnavailable(error)) return unavailable(error)
  const refusal = databaseError(error)
  if (refusal === null) return null
  const refused = (code: AppError['code'], message: string) => new AppError(code, message, { cause: error })
  switch (refusal.sqlState) {
    case SQLSTATE.uniqueViolation:
      return refused('already-exists', 'Something with this key exists already.')
    case SQLSTATE.exclusionViolation:
      return refused('slot-taken', 'Something else takes these rack units.')
    case SQLSTATE.foreignKeyViolation:
    case SQLSTATE.restrictViolation:
      return refused('still-referenced', 'Something else refers to it, or what it refers to is gone.')
    case SQLSTATE.barcodeRetired:
      return refused('barcode-retired', 'This barcode was used before and is never used again.')
    case SQLSTATE.outsideRack:
      return refused('does-not-fit', 'These units lie outside the rack.')
    case SQLSTATE.rackTooSmall:
      return refused('does-not-fit', 'The rack holds something above this height.')
    case SQLSTATE.placeTaken:
      return refused('conflict', 'As many servers are being provisioned there as may be at once.')
    case SQLSTATE.checkViolation:
    case SQLSTATE.piecesOverStock:
    case SQLSTATE.promiseWithoutAllocation:
    case SQLSTATE.serializationFailure:
    case SQLSTATE.deadlock:
      return refused('conflict', 'The state of things forbids this, or somebody changed it at the same moment.')
    default:
      return null
  }
}
