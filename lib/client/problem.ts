import type { FieldError } from '@/lib/domain/errors'

/**
 * The part of RFC 9457 problem+json that a screen shows. `code` is stable; `detail` is a sentence for people.
 * `blockedBy` names what stands in the way (a server's barcode, an order's number).
 */
export interface Problem {
  code: string
  title: string
  status: number
  detail?: string | undefined
  errors?: FieldError[] | undefined
  blockedBy?: string[] | undefined
  requestId?: string | undefined
  /** Members of their own that some codes carry (conflicts, shortfall, allowed, freshPlan). */
  more: Record<string, unknown>
}

/** Thrown by `apiFetch` when the API answers with anything but success. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

const known = new Set(['type', 'code', 'title', 'status', 'detail', 'errors', 'blockedBy', 'requestId', 'instance'])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function fieldsOf(value: unknown): FieldError[] | undefined {
  if (!Array.isArray(value)) return undefined
  const fields = value.filter(isRecord).map((entry) => ({
    path: text(entry.path) ?? '',
    message: text(entry.message) ?? 'is not valid',
  }))
  return fields.length > 0 ? fields : undefined
}

/** `blockedBy` is one code, a list of codes, or objects that carry a barcode, code or number. */
function blockersOf(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? value : [value]
  const codes = list.flatMap((entry) => {
    if (typeof entry === 'string') return [entry]
    if (!isRecord(entry)) return []
    const code = text(entry.barcode) ?? text(entry.code) ?? text(entry.number) ?? text(entry.name)
    return code === undefined ? [] : [code]
  })
  return codes.length > 0 ? codes : undefined
}

/** Reads a problem from any JSON body; what is missing is filled so that a screen can always show something true. */
export function toProblem(body: unknown, status: number): Problem {
  const record = isRecord(body) ? body : {}
  return {
    code: text(record.code) ?? (status === 0 ? 'unreachable' : 'unknown'),
    title: text(record.title) ?? (status === 0 ? 'The server can’t be reached' : `The server answered ${status}`),
    status,
    detail: text(record.detail),
    errors: fieldsOf(record.errors),
    blockedBy: blockersOf(record.blockedBy),
    requestId: text(record.requestId),
    more: Object.fromEntries(Object.entries(record).filter(([key]) => !known.has(key))),
  }
}

/** The problem behind any thrown value: an ApiProblem's own, or that the network failed. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false
  return {
    code: 'unreachable',
    title: offline ? 'No network' : 'That did not reach the server',
    status: 0,
    detail: offline ? 'Nothing was changed. Try again when the network is back.' : 'Nothing was confirmed. Try again.',
    more: {},
  }
}

/** The message for one field of a form, if the problem has one. Nested names join with dots: `lines.0.count`. */
export function fieldError(problem: Problem | null | undefined, path: string): string | undefined {
  return problem?.errors?.find((entry) => entry.path === path)?.message
}
