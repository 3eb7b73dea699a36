import type { RackItemView } from '../../contracts/inventory/rack'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
import { visible } from '../access/authorize'
import { rackItemSelect, toRackItemView } from './rack-item-view'

interface ListRackItems {
  limit: number
  cursor?: string | undefined
  q?: string | undefined
  rack?: readonly string[] | undefined
  kind?: readonly string[] | undefined
}

/** Rack items that the actor may read, by rack, then from the lowest unit up. */
export async function listRackItems(ctx: Ctx, input: ListRackItems): Promise<Page<RackItemView>> {
  const keys = await ctx.db.$queryRaw<{ id: string; rack: string; u: number }[]>`
    SELECT i.id::text, r.code::text AS rack, i.u FROM rack_items i JOIN racks r ON r.id = i.rack_id
    WHERE ${Prisma.join(conditions(ctx, input), ' AND ')}
    ORDER BY r.code, i.u, i.id::text LIMIT ${input.limit + 1}`
  const rows = await ctx.db.rackItem.findMany({
    where: { id: { in: keys.map((key) => key.id) } },
    select: rackItemSelect,
  })
  const views = new Map(rows.map((row) => [row.id, toRackItemView(row)]))
  const page = cutPage(
    keys,
    input.limit,
    (key) => views.get(key.id),
    (key) => [key.rack, key.u, key.id],
  )
  return { ...page, items: page.items.filter((view) => view !== undefined) }
}

function conditions(ctx: Ctx, input: ListRackItems): Prisma.Sql[] {
  const ids = visible(ctx, 'inventory.read')
  const where = [ids === undefined ? Prisma.sql`true` : Prisma.sql`r.datacenter_id = ANY(${ids.in}::int[])`]
  if (input.cursor !== undefined) {
    const [rack, u, id] = decodeCursor(input.cursor, ['string', 'number', 'string'])
    where.push(Prisma.sql`(r.code, i.u, i.id::text) > (${rack}::citext, ${u}::bigint, ${id}::text)`)
  }
  if (input.rack !== undefined) where.push(Prisma.sql`r.code = ANY(${[...input.rack]}::citext[])`)
  if (input.kind !== undefined) where.push(Prisma.sql`i.kind = ANY(${[...input.kind]}::rack_item_kind[])`)
  if (input.q !== undefined) {
    const pattern = Prisma.sql`lower(${`%${literal(input.q)}%`})`
    where.push(Prisma.sql`i.id IN (
      SELECT id FROM rack_items WHERE lower(name) LIKE ${pattern}
      UNION ALL SELECT f.id FROM racks k JOIN rack_items f ON f.rack_id = k.id WHERE lower(k.code::text) LIKE ${pattern})`)
  }
  return where
}
