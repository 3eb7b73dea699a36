import type { RackView } from '../../contracts/inventory/rack'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
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
  const keys = await ctx.db.$queryRaw<{ id: number; datacenter: string; walk_key: string }[]>(rackPageSql(ctx, input))
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

/**
 * Of each datacenter the first racks in walking order, which has its index within one; of the cursor's datacenter those
 * behind the cursor, and nothing of those before it. Of these the first make the page.
 */
export function rackPageSql(ctx: Ctx, input: ListRacks): Prisma.Sql {
  const within = datacenterConditions(ctx, input)
  const racksOf = (datacenters: Prisma.Sql[], racks: Prisma.Sql[]) => Prisma.sql`
    SELECT p.id, p.rack, d.code, p.walk_key FROM datacenters d CROSS JOIN LATERAL (
      SELECT r.id, r.code AS rack, r.walk_key FROM racks r
      WHERE ${Prisma.join([Prisma.sql`r.datacenter_id = d.id`, ...rackConditions(input), ...racks], ' AND ')}
      ORDER BY r.walk_key, r.id LIMIT ${input.limit + 1}) p
    WHERE ${Prisma.join([...within, ...datacenters], ' AND ')}`
  return Prisma.sql`SELECT id, rack::text AS rack, code::text AS datacenter, walk_key FROM (${afterCursor(input.cursor, racksOf)}) AS racks
    ORDER BY code, walk_key, id LIMIT ${input.limit + 1}`
}

function afterCursor(
  cursor: string | undefined,
  racksOf: (datacenters: Prisma.Sql[], racks: Prisma.Sql[]) => Prisma.Sql,
): Prisma.Sql {
  if (cursor === undefined) return racksOf([], [])
  const [datacenter, walkKey, id] = decodeCursor(cursor, ['string', 'string', 'number'])
  const behind = Prisma.sql`(r.walk_key, r.id) > (${walkKey}::text, ${id}::bigint)`
  return Prisma.sql`${racksOf([Prisma.sql`d.code = ${datacenter}::citext`], [behind])}
    UNION ALL ${racksOf([Prisma.sql`d.code > ${datacenter}::citext`], [])}`
}

/** On `datacenters d`; never empty. */
function datacenterConditions(ctx: Ctx, { datacenter }: ListRacks): Prisma.Sql[] {
  const ids = visible(ctx, 'inventory.read')
  return [
    ids === undefined ? Prisma.sql`true` : Prisma.sql`d.id = ANY(${ids.in}::int[])`,
    ...(datacenter === undefined ? [] : [Prisma.sql`d.code = ANY(${[...datacenter]}::citext[])`]),
  ]
}

/** On `racks r`. */
function rackConditions({ row, tag, q }: ListRacks): Prisma.Sql[] {
  return [
    ...(row === undefined ? [] : [Prisma.sql`r."row"::citext = ANY(${[...row]}::citext[])`]),
    ...(tag === undefined ? [] : [Prisma.sql`r.tags && ${[...tag]}::text[]`]),
    ...(q === undefined
      ? []
      : [Prisma.sql`haas_rack_words(r.code::text, r."row", r.note, r.tags) LIKE lower(${`%${literal(q)}%`})`]),
  ]
}
