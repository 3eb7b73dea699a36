import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listStockEndpoint, StockView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
import { unseen } from '../../db/once-planned'
import { visible } from '../access/authorize'
import { countWaiting } from './count-waiting'
import { readStock } from './read-stock'
import { toStockView } from './stock-view'

type Query = EndpointInput<typeof listStockEndpoint>['query']

/** Stock in the datacenters that the actor may read, by sku, then warehouse. */
export async function listStock(ctx: Ctx, input: Query): Promise<Page<StockView>> {
  const keys = await ctx.db.$queryRaw<{ id: number; sku: string; warehouse: string }[]>`
    SELECT s.id, p.sku::text AS sku, w.code::text AS warehouse
    FROM stock s JOIN spare_parts p ON p.id = s.spare_part_id JOIN warehouses w ON w.id = s.warehouse_id
    WHERE ${Prisma.join(conditions(ctx, input), ' AND ')} ORDER BY p.sku, w.code LIMIT ${input.limit + 1}`
  const ids = unseen.ints(keys.slice(0, input.limit).map((key) => key.id))
  const rows = await readStock(ctx, Prisma.sql`s.id = ANY(${ids})`)
  const waiting = await countWaiting(ctx, rows)
  const views = new Map(rows.map((row) => [row.id, toStockView(row, waiting.get(row.id) ?? 0)]))
  const page = cutPage(
    keys,
    input.limit,
    (key) => views.get(key.id),
    (key) => [key.sku, key.warehouse],
  )
  // What was deleted between the two queries is left out.
  return { ...page, items: page.items.filter((view) => view !== undefined) }
}

/** On stock `s` of a part `p` in a warehouse `w`; never empty. */
function conditions(ctx: Ctx, input: Query): Prisma.Sql[] {
  const ids = visible(ctx, 'tickets.read')
  const where = [ids === undefined ? Prisma.sql`true` : Prisma.sql`w.datacenter_id = ANY(${ids.in}::int[])`]
  if (input.warehouse !== undefined) where.push(Prisma.sql`w.code = ANY(${[...input.warehouse]}::citext[])`)
  if (input.datacenter !== undefined) {
    const codes = [...input.datacenter]
    where.push(Prisma.sql`w.datacenter_id IN (SELECT id FROM datacenters WHERE code = ANY(${codes}::citext[]))`)
  }
  if (input.sku !== undefined) where.push(Prisma.sql`p.sku = ANY(${[...input.sku]}::citext[])`)
  if (input.q !== undefined) {
    const part = `%${literal(input.q)}%`
    // Each part is looked at once, and not for each warehouse that has it.
    const named = Prisma.sql`SELECT id FROM spare_parts WHERE sku::text ILIKE ${part} OR description ILIKE ${part}`
    where.push(Prisma.sql`(p.id IN (${named}) OR s.shelf ILIKE ${part})`)
  }
  if (input.low === 'true') where.push(Prisma.sql`s.available < s.minimum`)
  if (input.low === 'false') where.push(Prisma.sql`(s.minimum IS NULL OR s.available >= s.minimum)`)
  if (input.cursor !== undefined) {
    const [sku, warehouse] = decodeCursor(input.cursor, ['string', 'string'])
    // The part alone as well, by whose index the list is walked.
    where.push(Prisma.sql`p.sku >= ${sku}::citext AND (p.sku, w.code) > (${sku}::citext, ${warehouse}::citext)`)
  }
  return where
}
