import type { z } from 'zod'
import type { FieldError } from '../domain/errors'

/** A body with a million unknown fields gets no answer with a million errors. */
export const MAX_FIELD_ERRORS = 50

/** Zod's issues as our field errors: unknown keys by name, a union by the option that came nearest. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], prefix: PropertyKey[] = []): FieldError[] {
  return issues.slice(0, MAX_FIELD_ERRORS).flatMap((issue): FieldError[] => {
    const path = [...prefix, ...issue.path]
    if (issue.code === 'unrecognized_keys') {
      return issue.keys
        .slice(0, MAX_FIELD_ERRORS)
        .map((key) => ({ path: named([...path, key]), message: 'Unknown field' }))
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return fieldErrors(nearest(issue.errors), path)
    return [{ path: named(path), message: issue.message }]
  })
}

/** Names come from the request: a megabyte of one would only come back, and a lone surrogate is no JSON text. */
function named(path: PropertyKey[]): string {
  return path.map((part) => String(part).slice(0, 100).toWellFormed()).join('.')
}

/** Of a union, the branch of the kind that was sent (object or array), and of those the one with least amiss. */
function nearest(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const sameKind = branches.filter((issues) => !issues.some((i) => i.path.length === 0 && i.code === 'invalid_type'))
  const candidates = sameKind.length > 0 ? sameKind : branches
  return [...candidates].sort((a, b) => a.length - b.length)[0] ?? []
}
