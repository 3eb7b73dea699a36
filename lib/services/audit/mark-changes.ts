import { processChangeFeed } from '../../db/change-feed'
import type { Ctx } from '../../db/context'

/**
 * A mark of now, for a page that is about to read what it shows: its event stream, opened with it, tells what has changed since.
 * Undefined while changes are not heard here; what may have changed is then read again.
 */
export async function markChanges(_ctx: Ctx): Promise<string | undefined> {
  return processChangeFeed().mark() ?? undefined
}
