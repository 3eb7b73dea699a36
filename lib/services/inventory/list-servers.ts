import type { ServerView } from '../../contracts/inventory/server'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { type FreeFilters, freeFilters } from './free-filters'
import { serverSelect, toServerView } from './server-view'

type Codes = readonly string[] | undefined

interface ListServers extends FreeFilters {
  limit: number
  cursor?: string | undefined
  q?: string | undefined
  state?: Codes
  datacenter?: Codes
  destination?: Codes
  model?: Codes
  rack?: Codes
  warehouse?: Codes
  order?: Codes
  tag?: Codes
  held?: 'true' | 'false' | undefined
  needsWipe?: 'true' | 'false' | undefined
  sort?: 'barcode' | 'updatedAt' | '-updatedAt' | undefined
}

/** Servers that the actor may read. The ids of the page in one query, then a fixed number for what the views need. */
export async function listServers(ctx: Ctx, input: ListServers): Promise<Page<ServerView>> {
  const where = [...after(input), ...filters(ctx, input), ...flags(ctx, input), ...freeFilters(input, ctx.clock())]
  const keys = await ctx.db.$queryRaw<{ id: number; barcode: string; updated_at: Date }[]>`
    SELECT s.id, s.barcode::text AS barcode, s.updated_at FROM servers s
    ${where.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(where, ' AND ')}`}
    ORDER BY ${ORDER[input.sort ?? 'barcode']} LIMIT ${input.limit + 1}`
  const rows = await ctx.db.server.findMany({
    where: { id: { in: keys.map((key) => key.id) } },
    select: serverSelect,
  })
  const now = ctx.clock()
  const views = new Map(rows.map((row) => [row.id, toServerView(row, now)]))
  const page = cutPage(
    keys,
    input.limit,
    (key) => views.get(key.id),
    (key) => ((input.sort ?? 'barcode') === 'barcode' ? [key.barcode] : [key.updated_at.toISOString(), key.id]),
  )
  // A server that was deleted between the two queries is left out.
  return { ...page, items: page.items.filter((view) => view !== undefined) }
}

const ORDER = {
  barcode: Prisma.sql`s.barcode`,
  updatedAt: Prisma.sql`s.updated_at, s.id`,
  '-updatedAt': Prisma.sql`s.updated_at DESC, s.id DESC`,
}

function after({ cursor, sort }: ListServers): Prisma.Sql[] {
  if (cursor === undefined) return []
  if (sort === undefined || sort === 'barcode') {
    return [Prisma.sql`s.barcode > ${decodeCursor(cursor, ['string'])[0]}::citext`]
  }
  const [at, id] = decodeCursor(cursor, ['instant', 'number'])
  return sort === 'updatedAt'
    ? [Prisma.sql`(s.updated_at, s.id) > (${at}::timestamptz, ${id}::bigint)`]
    : [Prisma.sql`(s.updated_at, s.id) < (${at}::timestamptz, ${id}::bigint)`]
}

function filters(ctx: Ctx, input: ListServers): Prisma.Sql[] {
  const where: Prisma.Sql[] = []
  const ids = visible(ctx, 'inventory.read')
  if (ids !== undefined) where.push(Prisma.sql`s.datacenter_id = ANY(${ids.in}::int[])`)
  if (input.state !== undefined) where.push(Prisma.sql`s.state = ANY(${[...input.state]}::server_state[])`)
  const named = [
    [input.datacenter, 'datacenter_id', 'datacenters', 'code'],
    [input.destination, 'destination_id', 'datacenters', 'code'],
    [input.model, 'model_id', 'server_models', 'slug'],
    [input.rack, 'rack_id', 'racks', 'code'],
    [input.warehouse, 'warehouse_id', 'warehouses', 'code'],
    [input.order, 'order_id', 'orders', 'number'],
  ] as const
  for (const [codes, column, table, key] of named) {
    if (codes === undefined) continue
    // Names from the table above only, never from the request.
    const [from, of] = [Prisma.raw(`s.${column}`), Prisma.raw(`SELECT id FROM ${table} WHERE ${key}`)]
    where.push(Prisma.sql`${from} IN (${of} = ANY(${[...codes]}::citext[]))`)
  }
  return where
}

function flags(ctx: Ctx, input: ListServers): Prisma.Sql[] {
  const where: Prisma.Sql[] = []
  if (input.tag !== undefined) where.push(Prisma.sql`s.tags && ${[...input.tag]}::text[]`)
  if (input.needsWipe !== undefined) where.push(Prisma.sql`s.needs_wipe = ${input.needsWipe === 'true'}`)
  if (input.held !== undefined) {
    const now = ctx.clock().toISOString()
    const held = Prisma.sql`(s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${now}::timestamptz))`
    where.push(input.held === 'true' ? held : Prisma.sql`NOT ${held}`)
  }
  if (input.q !== undefined) {
    where.push(
      Prisma.sql`haas_server_words(s.barcode::text, s.serial, s.asset_number, s.hostnames) LIKE lower(${anywhere(input.q)})`,
    )
  }
  return where
}

/** A pattern for LIKE: three characters of it or more are found by the index of trigrams. */
function anywhere(q: string): string {
  return `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}
