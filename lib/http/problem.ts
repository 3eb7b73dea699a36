import type { Problem } from '../contracts/problem'
import type { AppError, ErrorCode } from '../domain/errors'

// No 'server-only' here: scripts/web.ts answers with it too, and runs without Next's resolver.

/** The one map from our stable codes to HTTP; exhaustive by type. */
export const STATUS_OF: Record<ErrorCode, number> = {
  malformed: 400,
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  'idempotency-key-reused': 422,
  'idempotency-in-flight': 409,
  stale: 412,
  conflict: 409,
  'edit-clash': 409,
  'illegal-transition': 409,
  'use-scan': 409,
  'use-order': 409,
  'already-exists': 409,
  'still-referenced': 409,
  'barcode-retired': 409,
  decommissioned: 409,
  'slot-taken': 409,
  'moved-since': 409,
  'does-not-fit': 409,
  'wrong-datacenter': 409,
  'cannot-move': 409,
  'wipe-needed': 409,
  'allocation-conflict': 409,
  'not-allocatable': 409,
  'not-racked': 409,
  'no-bmc': 409,
  'no-plan': 409,
  'plan-superseded': 409,
  'not-degraded': 409,
  'components-waiting': 409,
  'ticket-open': 409,
  'insufficient-stock': 409,
  'wrong-server': 409,
  'wrong-part': 409,
  'step-not-due': 409,
  'in-use': 409,
  'step-not-skippable': 409,
  'flash-in-progress': 409,
  'last-admin': 409,
  infeasible: 422,
  'unknown-reference': 422,
  incompatible: 422,
  'unknown-server': 422,
  unreadable: 422,
  'no-firmware-path': 422,
  unavailable: 503,
  'bmc-unreachable': 502,
  internal: 500,
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not possible',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'BMC unreachable',
  503: 'Not available',
}

/** RFC 9457 members of a refusal: details come beside the standard ones (blockedBy, conflicts, shortfall, allowed …). */
export function toProblem(error: AppError, requestId: string): Problem {
  const status = STATUS_OF[error.code]
  return {
    ...error.details,
    type: 'about:blank',
    title: TITLES[status] ?? 'Refused',
    status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.fields === undefined ? {} : { errors: error.fields }),
  }
}

export function problemResponse(error: AppError, requestId: string, headers: Record<string, string> = {}): Response {
  const problem = toProblem(error, requestId)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...headers,
    },
  })
}
