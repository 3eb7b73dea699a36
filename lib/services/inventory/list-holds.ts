import type { HoldView } from '../../contracts/inventory/hold'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { holdSelect, toHoldView } from './hold-view'

interface ListHolds {
  limit: number
  cursor?: string | undefined
  server?: readonly string[] | undefined
  datacenter?: readonly string[] | undefined
  active?: 'true' | 'false' | undefined
}

/** Holds of servers that the actor may read, newest first, those that have ended included. */
export async function listHolds(ctx: Ctx, input: ListHolds): Promise<Page<HoldView>> {
  const now = ctx.clock()
  const ids = visible(ctx, 'inventory.read')
  const rows = await ctx.db.hold.findMany({
    where: {
      AND: [
        after(input.cursor),
        ids === undefined ? {} : { server: { datacenterId: ids } },
        input.server === undefined ? {} : { server: { barcode: { in: [...input.server] } } },
        input.datacenter === undefined ? {} : { server: { datacenter: { code: { in: [...input.datacenter] } } } },
        activity(input.active, now),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: holdSelect,
  })
  return cutPage(
    rows,
    input.limit,
    (row) => toHoldView(row, now),
    (row) => [row.createdAt.toISOString(), row.id],
  )
}

function after(cursor: string | undefined): Prisma.HoldWhereInput {
  if (cursor === undefined) return {}
  const [at, id] = decodeCursor(cursor, ['instant', 'uuid'])
  // The first condition is one that an index begins at; what is said with OR it only filters by.
  return { createdAt: { lte: new Date(at) }, OR: [{ createdAt: { lt: new Date(at) } }, { id: { lt: id } }] }
}

function activity(active: ListHolds['active'], now: Date): Prisma.HoldWhereInput {
  if (active === undefined) return {}
  const holds: Prisma.HoldWhereInput = { endedAt: null, OR: [{ until: null }, { until: { gt: now } }] }
  return active === 'true' ? holds : { NOT: holds }
}
