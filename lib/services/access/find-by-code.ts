import type { SearchResult } from '../../contracts/audit/audit'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { datacentersFor, type Operation } from '../../domain/access/permissions'

type Kind = SearchResult['kind']

interface Row {
  kind: Kind
  code: string
  title: string
  state: string | null
}

const PER_KIND = 5

const PAGES: Record<Kind, string> = {
  server: '/servers/',
  rack: '/racks/',
  warehouse: '/stock?warehouse=',
  order: '/orders/',
  ticket: '/tickets/',
  part: '/stock?sku=',
}

/**
 * Whatever's code begins with `q`, at most five of a kind, in the datacenters that the actor may read. One statement, and
 * each part of it walks an index on lower(code) in order (migration …_search): five rows read, however many there are.
 */
export async function findByCode(ctx: Ctx, input: { q: string }): Promise<{ items: SearchResult[] }> {
  const rows = await ctx.db.$queryRaw<Row[]>(searchSql(ctx, input.q))
  return {
    items: rows.map(({ kind, code, title, state }) => ({
      kind,
      code,
      title,
      href: `${PAGES[kind]}${encodeURIComponent(code)}`,
      ...(state === null ? {} : { state }),
    })),
  }
}

/** Exported for the test that looks at its plan. */
export function searchSql(ctx: Ctx, q: string): Prisma.Sql {
  const from = q.toLowerCase()
  const to = `${from}\u{10FFFF}`
  const part = (kind: Kind, column: string, rest: Prisma.Sql) => {
    const key = Prisma.raw(`lower(${column}::text)`)
    return Prisma.sql`(SELECT ${kind} AS kind, ${Prisma.raw(column)}::text AS code, ${rest}
      AND ${key} ~>=~ ${from} AND ${key} ~<=~ ${to} ORDER BY ${key} USING ~<~ LIMIT ${PER_KIND})`
  }
  const within = (operation: Operation, column: string) => {
    const ids = datacentersFor(ctx.actor.grants, operation)
    return ids === 'all' ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(column)} = ANY(${[...ids]}::int[])`
  }
  return Prisma.join(
    [
      part(
        'server',
        's.barcode',
        Prisma.sql`concat_ws(' · ', m.manufacturer || ' ' || m.model, coalesce(r.code || ' U' || s.u, w.code::text)) AS title,
          s.state::text AS state FROM servers s LEFT JOIN server_models m ON m.id = s.model_id
          LEFT JOIN racks r ON r.id = s.rack_id LEFT JOIN warehouses w ON w.id = s.warehouse_id
          WHERE ${within('inventory.read', 's.datacenter_id')}`,
      ),
      part(
        'rack',
        'k.code',
        Prisma.sql`'Rack in ' || d.code AS title, NULL AS state FROM racks k JOIN datacenters d ON d.id = k.datacenter_id
          WHERE ${within('inventory.read', 'k.datacenter_id')}`,
      ),
      part(
        'order',
        'o.number',
        Prisma.sql`o.customer AS title, o.status::text AS state FROM orders o WHERE ${within('planning.read', 'o.datacenter_id')}`,
      ),
      part(
        'ticket',
        't.number',
        Prisma.sql`t.type || ' · ' || x.barcode AS title, t.status::text AS state FROM tickets t
          JOIN servers x ON x.id = t.server_id WHERE ${within('tickets.read', 't.datacenter_id')}`,
      ),
      part('part', 'p.sku', Prisma.sql`p.description AS title, NULL AS state FROM spare_parts p WHERE TRUE`),
      part(
        'warehouse',
        'h.code',
        Prisma.sql`coalesce(h.name, 'Warehouse in ' || e.code) AS title, NULL AS state FROM warehouses h
          JOIN datacenters e ON e.id = h.datacenter_id WHERE ${within('inventory.read', 'h.datacenter_id')}`,
      ),
    ],
    ' UNION ALL ',
  )
}
