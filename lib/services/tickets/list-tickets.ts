import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listTicketsEndpoint, TicketView } from '../../contracts/tickets/ticket'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
import { invalid } from '../../domain/errors'
import { LIVE_TICKET_STATES } from '../../domain/ticket-state'
import { visible } from '../access/authorize'
import { findElsewhere } from './find-elsewhere'
import { loadTicketEvents } from './load-ticket-events'
import { readTickets } from './read-tickets'
import { toTicketView } from './ticket-view'

type Query = EndpointInput<typeof listTicketsEndpoint>['query']
type Input = Omit<Query, 'sort'> & { sort?: Query['sort'] | undefined }

/** Tickets that the actor may read, in the order asked for; a fixed number of statements for a page of any size. */
export async function listTickets(ctx: Ctx, input: Input): Promise<Page<TicketView>> {
  const order = ORDERS[input.sort ?? '-createdAt']
  const found = await ctx.db.ticket.findMany({
    where: { AND: [filters(ctx, input), order.where, after(input.cursor, order)] },
    orderBy: [{ [order.by]: order.direction }, { id: order.direction }],
    take: input.limit + 1,
    select: { id: true, createdAt: true, endedAt: true },
  })
  const ids = found.slice(0, input.limit).map(({ id }) => id)
  const [rows, events] = await Promise.all([readTickets(ctx, ids), loadTicketEvents(ctx, ids)])
  const elsewhere = await findElsewhere(ctx, rows)
  const views = new Map(rows.map((row) => [row.id, toTicketView(row, events.get(row.id) ?? [], elsewhere)]))
  const page = cutPage(
    found,
    input.limit,
    ({ id }) => views.get(id),
    (row) => [(order.by === 'endedAt' && row.endedAt !== null ? row.endedAt : row.createdAt).getTime(), row.id],
  )
  // A ticket whose server was deleted between the statements is left out.
  return { ...page, items: page.items.filter((view) => view !== undefined) }
}

interface Order {
  by: 'createdAt' | 'endedAt'
  direction: 'asc' | 'desc'
  where: Prisma.TicketWhereInput
}

const ORDERS: Record<Query['sort'], Order> = {
  createdAt: { by: 'createdAt', direction: 'asc', where: {} },
  '-createdAt': { by: 'createdAt', direction: 'desc', where: {} },
  '-endedAt': { by: 'endedAt', direction: 'desc', where: { endedAt: { not: null } } },
}

function filters(ctx: Ctx, input: Input): Prisma.TicketWhereInput {
  const ids = visible(ctx, 'tickets.read')
  const waits = { some: { partStatus: 'WAITING' } } as const
  return {
    ...(ids === undefined ? {} : { datacenterId: ids }),
    ...(input.status === undefined ? {} : { status: { in: [...input.status] } }),
    ...(input.type === undefined ? {} : { type: { in: [...input.type] } }),
    ...(input.priority === undefined ? {} : { priority: { in: [...input.priority] } }),
    ...(input.datacenter === undefined ? {} : { datacenter: { code: { in: [...input.datacenter] } } }),
    ...(input.server === undefined ? {} : { server: { barcode: { in: [...input.server] } } }),
    ...(input.assignee === undefined ? {} : { assignee: { in: [...input.assignee] } }),
    ...(input.waitingForPart === undefined
      ? {}
      : // Only a live ticket has a component that waits; said as well, the few live ones are looked through and not all.
        input.waitingForPart === 'true'
        ? { components: waits, AND: { status: { in: [...LIVE_TICKET_STATES] } } }
        : { components: { none: waits.some } }),
    // The column has these words in small letters, see the schema.
    ...(input.q === undefined ? {} : { words: { contains: literal(input.q.toLowerCase()) } }),
  }
}

function after(cursor: string | undefined, order: Order): Prisma.TicketWhereInput {
  if (cursor === undefined) return {}
  const [time, id] = decodeCursor(cursor, ['number', 'number'])
  const at = decodeInstant(time)
  if (id > 2_147_483_647 || id < 0) throw invalid({ path: 'cursor', message: 'Not a cursor of this list' })
  const beyond = order.direction === 'asc' ? ('gt' as const) : ('lt' as const)
  // The first condition is one that an index begins at; what is said with OR it only filters by.
  return {
    [order.by]: { [order.direction === 'asc' ? 'gte' : 'lte']: at },
    OR: [{ [order.by]: { [beyond]: at } }, { id: { [beyond]: id } }],
  }
}
