import type { Ctx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import { harmlessCsvLine } from '../../domain/imports/csv'
import type { ServerColumn } from '../../domain/server-columns'
import type { ServerSort } from '../../domain/server-sort'
import { readServerKeys } from './read-server-keys'
import { resolveServerFilter } from './resolve-server-filter'
import type { NamedIds, ServerFilter } from './server-filter'
import { serverCursor } from './server-order'
import { serverTable, TABLE_ROWS, type TableRow } from './server-table'

/** Servers of the first read, for which whoever asked waits. */
const FIRST_CHUNK = 100
/** Of each after it: what is in memory at once, however long the table is. */
const CHUNK = 1_000

interface ExportServers extends ServerFilter {
  sort?: ServerSort | undefined
  column?: readonly ServerColumn[] | undefined
}

/**
 * The list of servers as a table, chunk by chunk and in its order: a server that changes its place in the order meanwhile is
 * where it was or where it is. The first chunk is read before anything is given, so that a refusal is one.
 */
export async function exportServers(ctx: Ctx, input: ExportServers): Promise<AsyncIterable<string>> {
  const { sort = 'barcode', column, ...filter } = input
  const ids = await resolveServerFilter(ctx, filter)
  const table = serverTable(column)
  const first = await readChunk(ctx, { filter, ids, sort, cursor: undefined })
  const linesOf = (rows: Chunk['rows']) => rows.map((row) => `${harmlessCsvLine(table.line(row))}\r\n`).join('')
  return (async function* () {
    yield `\ufeff${harmlessCsvLine(table.head)}\r\n${linesOf(first.rows)}`
    for (let cursor = first.next; cursor !== undefined; ) {
      const chunk = await readChunk(ctx, { filter, ids, sort, cursor })
      yield linesOf(chunk.rows)
      cursor = chunk.next
    }
  })()
}

type Chunk = Awaited<ReturnType<typeof readChunk>>

const readChunk = async (
  ctx: Ctx,
  from: { filter: ServerFilter; ids: NamedIds; sort: ServerSort; cursor: string | undefined },
) => {
  const size = from.cursor === undefined ? FIRST_CHUNK : CHUNK
  const { keys } = await readServerKeys(ctx, { ...from, limit: size, few: false })
  const last = keys.at(-1)
  const serverIds = keys.map(({ id }) => id)
  const found = await ctx.db.$queryRaw<TableRow[]>`${TABLE_ROWS} WHERE s.id = ANY(${unseen.ints(serverIds)})`
  const byId = new Map(found.map((row) => [row.id, row]))
  return {
    rows: serverIds.flatMap((id) => byId.get(id) ?? []),
    next: keys.length < size || last === undefined ? undefined : serverCursor(last, 'a'),
  }
}
