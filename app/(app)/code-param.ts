import { isCode } from '@/lib/domain/code'

/** The code that a page's path names, or null where that can be no code: there is no such thing then. */
export function codeParam(given: string): string | null {
  try {
    const code = decodeURIComponent(given)
    return isCode(code) ? code : null
  } catch {
    // A broken percent sequence names nothing.
    return null
  }
}
