import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { DumpView, listDumpsEndpoint } from '../../contracts/telemetry/dump'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { type DumpRow, dumpColumns, toDumpView } from './dump-view'

type Query = EndpointInput<typeof listDumpsEndpoint>['query']

/** Dumps that could not be read, the one that came last first; of no known datacenter only for who may read them all. */
export async function listDumps(ctx: Ctx, input: Query): Promise<Page<DumpView>> {
  const rows = await ctx.db.$queryRaw<DumpRow[]>`
    SELECT ${dumpColumns}
    FROM telemetry_dumps d
    LEFT JOIN datacenters c ON c.id = d.datacenter_id
    WHERE ${Prisma.join(conditions(ctx, input), ' AND ')}
    ORDER BY d.last_received_at DESC, d.id DESC
    LIMIT ${input.limit + 1}`
  return cutPage(rows, input.limit, toDumpView, (row) => [row.lastReceivedAt.getTime(), row.id])
}

function conditions(ctx: Ctx, { format, server, requestId, cursor }: Query): Prisma.Sql[] {
  const ids = visible(ctx, 'telemetry.read')
  const all = [Prisma.sql`true`]
  if (ids !== undefined) all.push(Prisma.sql`d.datacenter_id = ANY(${ids.in}::int[])`)
  if (format !== undefined) all.push(Prisma.sql`d.format = ANY(${format}::text[])`)
  if (server !== undefined) all.push(Prisma.sql`d.barcode = ANY(${server}::citext[])`)
  if (requestId !== undefined) all.push(Prisma.sql`d.request_id = ANY(${requestId}::text[])`)
  if (cursor !== undefined) {
    const [time, id] = decodeCursor(cursor, ['number', 'uuid'])
    all.push(Prisma.sql`(d.last_received_at, d.id) < (${decodeInstant(time)}, ${id}::uuid)`)
  }
  return all
}
