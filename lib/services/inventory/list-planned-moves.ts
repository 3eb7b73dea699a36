import type { PlannedMoveView } from '../../contracts/inventory/planned-move'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { plannedMoveSelect, toPlannedMoveView } from './planned-move-view'

interface ListPlannedMoves {
  limit: number
  cursor?: string | undefined
  server?: readonly string[] | undefined
  rack?: readonly string[] | undefined
  order?: readonly string[] | undefined
  datacenter?: readonly string[] | undefined
}

/** Places that are kept in racks which the actor may read, newest first. */
export async function listPlannedMoves(ctx: Ctx, input: ListPlannedMoves): Promise<Page<PlannedMoveView>> {
  const ids = visible(ctx, 'inventory.read')
  const { server, rack, order, datacenter } = input
  const rows = await ctx.db.plannedMove.findMany({
    where: {
      AND: [
        after(input.cursor),
        ids === undefined ? {} : { rack: { datacenterId: ids }, server: { datacenterId: ids } },
        server === undefined ? {} : { server: { barcode: { in: [...server] } } },
        rack === undefined ? {} : { rack: { code: { in: [...rack] } } },
        order === undefined ? {} : { order: { number: { in: [...order] } } },
        datacenter === undefined ? {} : { rack: { datacenter: { code: { in: [...datacenter] } } } },
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: plannedMoveSelect,
  })
  return cutPage(rows, input.limit, toPlannedMoveView, (row) => [row.createdAt.toISOString(), row.id])
}

function after(cursor: string | undefined): Prisma.PlannedMoveWhereInput {
  if (cursor === undefined) return {}
  const [at, id] = decodeCursor(cursor, ['instant', 'uuid'])
  return { OR: [{ createdAt: { lt: new Date(at) } }, { createdAt: new Date(at), id: { lt: id } }] }
}
