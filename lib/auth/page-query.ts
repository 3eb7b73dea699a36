import 'server-only'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { isAppError } from '../domain/errors'

/**
 * A list's query from a page's address. What the address has wrong (a code that is none, a search too long) is left out:
 * a person sees the wider list, where the API would refuse.
 */
export function pageQuery<S extends z.ZodType>(schema: S, raw: Record<string, unknown>): z.output<S> {
  const given = Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
  const first = schema.safeParse(given)
  if (first.success) return first.data
  const wrong = new Set(first.error.issues.map((issue) => String(issue.path[0])))
  return schema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))))
}

/** Runs a list's query; a cursor that is broken or of another time leads to the first page. */
export async function orFirstPage<T>(query: Promise<T>, firstHref: string): Promise<T> {
  try {
    return await query
  } catch (error) {
    if (isAppError(error) && error.code === 'malformed') redirect(firstHref)
    throw error
  }
}
