import 'server-only'
import { isAppError } from '../domain/errors'

/** Runs a page's query of what somebody typed; a refusal is shown beside it, in its own words. */
export async function orProblem<T>(
  query: Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; message: string }> {
  try {
    return { ok: true, value: await query }
  } catch (error) {
    if (isAppError(error)) return { ok: false, message: error.message }
    throw error
  }
}
