import type { ServerPage } from '../../contracts/inventory/server'
import type { Ctx } from '../../db/context'
import type { ServerSort } from '../../domain/server-sort'
import { COUNTED, countServers, type ServerCount } from './count-servers'
import { readServerKeys } from './read-server-keys'
import { readServers } from './read-servers'
import { resolveServerFilter } from './resolve-server-filter'
import { readHealth } from './server-condition'
import { filterConditions, type ServerFilter } from './server-filter'
import { type OrderKey, serverCursor } from './server-order'
import { toServerView } from './server-view'

interface ListServers extends ServerFilter {
  limit: number
  cursor?: string | undefined
  sort?: ServerSort | undefined
  /** Also how many the filter leaves. */
  counted?: 'true' | undefined
}

/**
 * Servers that the actor may read. What a filter leaves is counted first, as far as a thousand: few are read by the filter and
 * then sorted, many by the index of the order until the page is full. Then a fixed number of queries for what the views need.
 */
export async function listServers(ctx: Ctx, input: ListServers): Promise<ServerPage> {
  const { limit, cursor, sort = 'barcode', counted, ...filter } = input
  const ids = await resolveServerFilter(ctx, filter)
  const conditions = filterConditions(ctx, filter, ids)
  const count = conditions.length > 0 || counted === 'true' ? await countServers(ctx, filter, ids) : null
  const few = count !== null && conditions.length > 0 && !count.more && count.count <= COUNTED
  const read = await readServerKeys(ctx, { filter, ids, sort, cursor, limit: limit + 1, few })
  const kept = read.keys.slice(0, limit)
  if (read.backwards) kept.reverse()
  return {
    items: await viewsOf(ctx, kept),
    ...cursorsOf(kept, { beyond: read.keys.length > limit, backwards: read.backwards, first: cursor === undefined }),
    ...(counted === 'true' && count !== null ? { count: countView(count) } : {}),
  }
}

const countView = ({ count, more }: ServerCount) => ({ value: count, more })

/** Read backwards, there is a next page: the one that was left. Read forwards from a cursor, there is one before. */
function cursorsOf(kept: readonly OrderKey[], read: { beyond: boolean; backwards: boolean; first: boolean }) {
  const [top, bottom] = [kept.at(0), kept.at(-1)]
  if (top === undefined || bottom === undefined) return {}
  const next = read.backwards || read.beyond
  const previous = read.backwards ? read.beyond : !read.first
  return {
    ...(next ? { nextCursor: serverCursor(bottom, 'a') } : {}),
    ...(previous ? { previousCursor: serverCursor(top, 'b') } : {}),
  }
}

/** In the order of the keys; a server that was deleted since they were read is left out. */
async function viewsOf(ctx: Ctx, keys: readonly OrderKey[]) {
  if (keys.length === 0) return []
  const ids = keys.map((key) => key.id)
  const [rows, health] = await Promise.all([readServers(ctx, ids), readHealth(ctx, ids)])
  const now = ctx.clock()
  const views = new Map(rows.map((row) => [row.id, { ...toServerView(row, now), health: health.get(row.id) }]))
  return keys.map((key) => views.get(key.id)).filter((view) => view !== undefined)
}
