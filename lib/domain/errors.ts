/**
 * Every stable error code of the API. Clients branch on these words: add, never rename.
 * The HTTP status of each stands in lib/http/problem.ts, exhaustive by this type.
 */
export const ERROR_CODES = [
  // the request itself
  'malformed', // 400: not JSON, not NDJSON, a broken cursor or header
  'validation', // 400: a field is missing, of the wrong type or out of range; `fields` names each
  'unauthenticated', // 401
  'forbidden', // 403
  'not-found', // 404: the thing, or the path
  'method-not-allowed', // 405
  'payload-too-large', // 413
  'unsupported-media-type', // 415
  'rate-limited', // 429
  // repeats and stale edits
  'idempotency-key-reused', // 422: same key, another body
  'idempotency-in-flight', // 409: the first call has not answered yet
  'stale', // 412: If-Match names an older version
  // what the state of things forbids, all 409
  'conflict',
  'edit-clash', // fields that somebody else changed since the edit's base; details.clashes, and nothing is written
  'illegal-transition', // not drawn; details.allowed lists what is
  'use-scan', // drawn, but only a scan makes it
  'use-order', // drawn, but only the order's commands make it
  'already-exists',
  'still-referenced',
  'barcode-retired', // a barcode is never used again
  'decommissioned',
  'slot-taken', // details.blockedBy
  'moved-since', // scanned earlier than it was moved by somebody else; details.theirs
  'does-not-fit', // outside the rack, or a model or a rack's height that what stands there forbids
  'wrong-datacenter', // the state binds the server to its datacenter
  'cannot-move', // the state binds the server to its slot
  'wipe-needed', // scrapping a server that held data
  'allocation-conflict', // details.conflicts
  'not-allocatable', // a substitute that is not eligible
  'not-racked', // details.servers
  'no-bmc', // details.servers
  'no-plan', // allocate without a current plan
  'plan-superseded',
  'not-degraded', // a replacement for an order that lost no server
  'components-waiting', // DONE while a component waits; details.components
  'ticket-open', // one OPEN or IN_PROGRESS ticket of a type per server; details.ticket
  'insufficient-stock', // details.available
  'wrong-server', // scanned: not the one that the ticket is about
  'wrong-part', // scanned: not what comes out or goes in; details.component, details.forcible
  'step-not-due', // a step of a repair before its time; details.component
  'in-use', // starting a repair would take the server from its order; details.order
  'step-not-skippable',
  'flash-in-progress',
  'last-admin',
  // valid but impossible, 422
  'infeasible', // details.shortfall
  'unknown-reference', // a field names a thing that does not exist
  'incompatible', // e.g. a part that does not fit the model
  'unknown-server', // of telemetry: no server is called so, or more than one; details.lookedFor
  'unreadable', // of telemetry: a dump that cannot be read, kept as details.dump
  'no-firmware-path', // details: component, current, target, nearest
  // us, not them
  'unavailable', // 503: database or queue away
  'bmc-unreachable', // 502: the server's BMC did not answer
  'internal', // 500
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** One refused field: `path` as in the body, dotted (`lines.0.count`); empty for the whole. */
export type FieldError = { path: string; message: string }

/** The one error family. Thrown anywhere in services, mapped to a problem once, in lib/http. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined
  readonly fields: FieldError[] | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { details?: Record<string, unknown> | undefined; fields?: FieldError[] | undefined; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'AppError'
    this.code = code
    this.details = more.details
    this.fields = more.fields
  }
}

/** True for our own errors, also across duplicated module instances (dev server, worker bundles). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError || (error instanceof Error && error.name === 'AppError' && 'code' in error)
}

/** 404 in words: `notFound('server', 'SRV-1')` → "There is no server SRV-1." */
export function notFound(entity: string, key: string | number): AppError {
  return new AppError('not-found', `There is no ${entity.replaceAll('-', ' ')} ${key}.`, {
    details: { entity, key },
  })
}

/** A refusal by the state of things; `code` must be one of the 409 family. */
export function conflict(code: ErrorCode, message: string, details?: Record<string, unknown>): AppError {
  return new AppError(code, message, { details })
}

/** One bad field, or several. The message is the first field's own words. */
export function invalid(fields: FieldError[] | FieldError): AppError {
  const list = Array.isArray(fields) ? fields : [fields]
  return new AppError('validation', list[0]?.message ?? 'The request is not valid.', { fields: list })
}

/** 422: a field that names something which does not exist. */
export function unknownReference(path: string, entity: string, key: string | number): AppError {
  const message = `There is no ${entity.replaceAll('-', ' ')} ${key}.`
  return new AppError('unknown-reference', message, { details: { entity, key }, fields: [{ path, message }] })
}

/** 403 with the reason in words (see `refusal` in access/permissions.ts). */
export function forbidden(message: string, details?: Record<string, unknown>): AppError {
  return new AppError('forbidden', message, { details })
}

/** 409 for a transition that is not drawn, with those that are. */
export function illegalTransition(
  entity: string,
  key: string | number,
  from: string,
  to: string,
  allowed: readonly string[],
): AppError {
  const rest = allowed.length === 0 ? `${from} is final.` : `From ${from} it can go to ${allowed.join(', ')}.`
  return new AppError('illegal-transition', `${capital(entity)} ${key} is ${from} and cannot become ${to}. ${rest}`, {
    details: { entity, key, from, to, allowed },
  })
}

/** 412: somebody else changed it first. */
export function stale(entity: string, key: string | number, version: number): AppError {
  return new AppError('stale', `The ${entity.replaceAll('-', ' ')} ${key} was changed meanwhile: read it again.`, {
    details: { entity, key, version },
  })
}

function capital(word: string): string {
  const words = word.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
