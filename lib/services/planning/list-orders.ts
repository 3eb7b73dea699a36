import type { Page } from '../../contracts/paging'
import type { OrderView } from '../../contracts/planning/order'
import type { OrderSort } from '../../contracts/planning/order-sorts'
import type { Ctx } from '../../db/context'
import { type CursorKeys, cutPage, decodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { afterInt } from './created-cursor'
import { loadOrders } from './load-orders'
import { type OrderFilters, orderConditions } from './order-conditions'
import { type OrderRow, toOrderView } from './order-view'

interface ListOrders extends OrderFilters {
  limit: number
  cursor?: string | undefined
  sort?: OrderSort | undefined
}

type Column = 'createdAt' | 'statusSince' | 'cpuCores' | 'customer'

/** What a list can be sorted by: each with its index, its value in a cursor, and how that is compared. */
const COLUMNS: Record<
  Column,
  { sql: Prisma.Sql; key: (row: Keys) => string | number; after: (cursor: string) => { value: Prisma.Sql; id: number } }
> = {
  createdAt: { sql: Prisma.sql`o.created_at`, key: (row) => row.createdAt.getTime(), after: afterInstant },
  statusSince: { sql: Prisma.sql`o.status_since`, key: (row) => row.statusSince.getTime(), after: afterInstant },
  cpuCores: {
    sql: Prisma.sql`o.cpu_cores`,
    key: (row) => row.cpuCores,
    after: (cursor) => {
      const [cores, id] = decodeCursor(cursor, ['number', 'number'])
      return { value: Prisma.sql`${cores}::bigint`, id }
    },
  },
  customer: {
    sql: Prisma.sql`lower(o.customer)`,
    key: (row) => row.lowered,
    after: (cursor) => {
      const [customer, id] = decodeCursor(cursor, ['string', 'number'])
      return { value: Prisma.sql`${customer}::text`, id }
    },
  },
}

type Keys = Pick<OrderRow, 'id' | 'createdAt' | 'statusSince' | 'cpuCores'> & { lowered: string }

/** Orders of the datacenters that the actor may read, newest first unless asked otherwise. */
export async function listOrders(ctx: Ctx, input: ListOrders): Promise<Page<OrderView>> {
  const sort = input.sort ?? '-createdAt'
  const descends = sort.startsWith('-')
  const column = COLUMNS[sort.replace('-', '') as Column]
  const where = orderConditions(ctx, input)
  if (input.cursor !== undefined) {
    const { value, id } = column.after(input.cursor)
    const sign = descends ? Prisma.sql`<` : Prisma.sql`>`
    where.push(Prisma.sql`(${column.sql}, o.id) ${sign} (${value}, ${id}::bigint)`)
  }
  const way = descends ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const found = await ctx.db.$queryRaw<Keys[]>`
    SELECT o.id, o.created_at AS "createdAt", o.status_since AS "statusSince", o.cpu_cores AS "cpuCores",
      lower(o.customer) AS lowered
    FROM orders o WHERE ${Prisma.join(where, ' AND ')}
    ORDER BY ${column.sql} ${way}, o.id ${way} LIMIT ${input.limit + 1}`
  const rows = await loadOrders(ctx, { ids: found.slice(0, input.limit).map(({ id }) => id) })
  const views = new Map(rows.map((row) => [row.id, toOrderView(row)]))
  const keys = (row: Keys): CursorKeys => [column.key(row), row.id]
  const page = cutPage(found, input.limit, ({ id }) => views.get(id), keys)
  // An order that was deleted between the two statements is left out.
  return { ...page, items: page.items.filter((view) => view !== undefined) }
}

function afterInstant(cursor: string): { value: Prisma.Sql; id: number } {
  const { createdAt, id } = afterInt(cursor)
  return { value: Prisma.sql`${createdAt.toISOString()}::timestamptz`, id }
}
