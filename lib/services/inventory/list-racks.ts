import type { RackView } from '../../contracts/inventory/rack'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { rackSelect, rackSums, toRackView } from './rack-view'

interface ListRacks {
  limit: number
  cursor?: string | undefined
  q?: string | undefined
  datacenter?: readonly string[] | undefined
  row?: readonly string[] | undefined
  tag?: readonly string[] | undefined
}

/** Racks that the actor may read, by datacenter and then in walking order; their sums in one query for the page. */
export async function listRacks(ctx: Ctx, input: ListRacks): Promise<Page<RackView>> {
  const keys = await ctx.db.$queryRaw<{ id: number; datacenter: string; walk_key: string }[]>`
    SELECT r.id, d.code::text AS datacenter, r.walk_key FROM racks r JOIN datacenters d ON d.id = r.datacenter_id
    WHERE ${Prisma.join(conditions(ctx, input), ' AND ')}
    ORDER BY d.code, r.walk_key, r.id LIMIT ${input.limit + 1}`
  const ids = keys.map((key) => key.id)
  const rows = await ctx.db.rack.findMany({ where: { id: { in: ids } }, select: rackSelect })
  const sums = await rackSums(ctx, ids)
  const views = new Map(rows.map((row) => [row.id, toRackView(row, sums.get(row.id))]))
  const page = cutPage(
    keys,
    input.limit,
    (key) => views.get(key.id),
    (key) => [key.datacenter, key.walk_key, key.id],
  )
  // A rack that was deleted between the two queries is left out.
  return { ...page, items: page.items.filter((view) => view !== undefined) }
}

function conditions(ctx: Ctx, input: ListRacks): Prisma.Sql[] {
  const ids = visible(ctx, 'inventory.read')
  const where = [ids === undefined ? Prisma.sql`true` : Prisma.sql`r.datacenter_id = ANY(${ids.in}::int[])`]
  if (input.cursor !== undefined) {
    const [datacenter, walkKey, id] = decodeCursor(input.cursor, ['string', 'string', 'number'])
    where.push(Prisma.sql`(d.code, r.walk_key, r.id) > (${datacenter}::citext, ${walkKey}::text, ${id}::bigint)`)
  }
  if (input.datacenter !== undefined) where.push(Prisma.sql`d.code = ANY(${[...input.datacenter]}::citext[])`)
  if (input.row !== undefined) where.push(Prisma.sql`r."row"::citext = ANY(${[...input.row]}::citext[])`)
  if (input.tag !== undefined) where.push(Prisma.sql`r.tags && ${[...input.tag]}::text[]`)
  if (input.q !== undefined) {
    where.push(
      Prisma.sql`strpos(lower(concat_ws(' ', r.code::text, r."row", r.note, array_to_string(r.tags, ' '))), lower(${input.q})) > 0`,
    )
  }
  return where
}
