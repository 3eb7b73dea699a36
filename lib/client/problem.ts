import type { Problem } from '@/lib/contracts/problem'
import type { FieldError } from '@/lib/domain/errors'

export type { Problem }

/** Thrown by `apiGet` when the API answers with anything but success. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

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

/** What stands in the way, by `blockedBy`: one code, a list of codes, or objects that carry a barcode, code or number. */
export function blockersOf(problem: Problem): string[] {
  const list: unknown[] = Array.isArray(problem.blockedBy) ? problem.blockedBy : [problem.blockedBy]
  return list.flatMap((entry) => {
    if (typeof entry === 'string') return [entry]
    if (!isRecord(entry)) return []
    const code = text(entry.barcode) ?? text(entry.code) ?? text(entry.number) ?? text(entry.name)
    return code === undefined ? [] : [code]
  })
}

/** Reads a problem from any JSON body; what is missing is filled, so that a screen always has something true to show. */
export function toProblem(body: unknown, status: number): Problem {
  const record = isRecord(body) ? body : {}
  const title = text(record.title) ?? `The server answered ${status}`
  return {
    ...record,
    type: text(record.type) ?? 'about:blank',
    title,
    status,
    code: text(record.code) ?? 'unknown',
    detail: text(record.detail) ?? title,
    requestId: text(record.requestId),
    errors: fieldsOf(record.errors),
  }
}

/** The problem behind any thrown value: an ApiProblem's own, or that the network failed. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false
  return {
    type: 'about:blank',
    title: offline ? 'No network' : 'That did not reach the server',
    status: 0,
    code: 'unreachable',
    detail: offline ? 'Nothing was changed. Try again when the network is back.' : 'Nothing was confirmed. Try again.',
  }
}

/** The message for one field of a form, if the problem has one. Nested names join with dots: `lines.0.count`. */
export function fieldError(problem: Problem | null | undefined, path: string): string | undefined {
  return problem?.errors?.find((entry) => entry.path === path)?.message
}
