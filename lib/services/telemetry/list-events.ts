import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { EventView, listEventsEndpoint } from '../../contracts/telemetry/event'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { oneOf } from '../../db/one-of'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import { visible } from '../access/authorize'
import { type EventRow, eventColumns, toEventView } from '../tickets/event-view'

type Query = EndpointInput<typeof listEventsEndpoint>['query']

/** Events of the servers that the actor may read, newest first. Planned for each filter: rare kinds and outcomes have an index. */
export async function listEvents(ctx: Ctx, input: Query): Promise<Page<EventView>> {
  const rows = await ctx.db.$queryRaw<EventRow[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT ${eventColumns}
    FROM telemetry_events e
    JOIN servers s ON s.id = e.server_id
    LEFT JOIN tickets t ON t.id = e.ticket_id
    WHERE ${Prisma.join(conditions(ctx, input), ' AND ')}
    ORDER BY e.ts DESC, e.id DESC
    LIMIT ${input.limit + 1}`
  return cutPage(rows, input.limit, toEventView, (row) => [row.ts.getTime(), Number(row.id)])
}

/** Servers and tickets are looked up first, so that their indexes lead to the events. */
function conditions(ctx: Ctx, input: Query): Prisma.Sql[] {
  const ids = visible(ctx, 'telemetry.read')
  const { server, ticket, kind, outcome, since, until, cursor } = input
  const all = [Prisma.sql`true`]
  if (ids !== undefined) all.push(Prisma.sql`s.datacenter_id = ANY(${ids.in}::int[])`)
  if (server !== undefined)
    all.push(Prisma.sql`e.server_id = ANY(ARRAY(SELECT id FROM servers WHERE barcode = ANY(${server}::citext[])))`)
  if (ticket !== undefined)
    all.push(Prisma.sql`e.ticket_id = ANY(ARRAY(SELECT id FROM tickets WHERE number = ANY(${ticket}::citext[])))`)
  if (kind !== undefined) all.push(oneOf(Prisma.sql`e.kind`, kind, 'text'))
  if (outcome !== undefined) all.push(oneOf(Prisma.sql`e.outcome`, outcome, 'text'))
  if (since !== undefined) all.push(Prisma.sql`e.ts >= ${new Date(since)}`)
  if (until !== undefined) all.push(Prisma.sql`e.ts <= ${new Date(until)}`)
  if (cursor !== undefined) {
    const [time, id] = decodeCursor(cursor, ['number', 'number'])
    const at = decodeInstant(time)
    all.push(Prisma.sql`e.ts <= ${at} AND (e.ts, e.id) < (${at}, ${id}::bigint)`)
  }
  return all
}
