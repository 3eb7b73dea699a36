import type { SearchResult } from '../../contracts/audit/audit'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { urlPart } from '../../db/url-part'
import { datacentersFor, type Operation } from '../../domain/access/permissions'

/** Where one kind of thing is looked for. Its rows are `a`. */
export interface Source {
  kind: SearchResult['kind']
  table: Prisma.Sql
  /** What it is called, as its index of beginnings has it. */
  key: Prisma.Sql
  /** All that it is found by, as its index of trigrams has it. */
  words: Prisma.Sql
  like: string
  /** The datacenters that the actor may read, for the kinds that have one of their own; null: all. */
  ids: number[] | null
  within: Prisma.Sql
  /** code, title, state and page, and where they come from. */
  view: Prisma.Sql
}

/** @param like a pattern for LIKE, in lower case */
export function searchSources(ctx: Ctx, like: string): Source[] {
  const within = (operation: Operation) => {
    const readable = datacentersFor(ctx.actor.grants, operation)
    const ids = readable === 'all' ? null : [...readable]
    return { ids, within: ids === null ? Prisma.sql`TRUE` : Prisma.sql`a.datacenter_id = ANY(${ids}::int[])` }
  }
  return [
    serverSource(like, within('inventory.read')),
    ...placeSources(ctx, like, within),
    ...workSources(ctx, like, within),
  ]
}

type Reach = Pick<Source, 'ids' | 'within'>
type Within = (operation: Operation) => Reach

const key = (column: string) => Prisma.raw(`lower(a.${column}::text)`)

function serverSource(like: string, reach: Reach): Source {
  return {
    kind: 'server',
    table: Prisma.sql`servers`,
    key: key('barcode'),
    words: Prisma.sql`haas_server_words(a.barcode::text, a.serial, a.asset_number, a.hostnames)`,
    like,
    ...reach,
    // Found by something else than its barcode, it says by what.
    view: Prisma.sql`a.barcode::text AS code, concat_ws(' · ', m.manufacturer || ' ' || m.model,
        coalesce(r.code || ' U' || a.u, w.code::text),
        CASE WHEN lower(a.barcode::text) LIKE ${like} THEN NULL
          WHEN lower(a.serial) LIKE ${like} THEN 'serial ' || a.serial
          WHEN lower(a.asset_number) LIKE ${like} THEN 'asset ' || a.asset_number
          ELSE array_to_string(a.hostnames, ', ') END) AS title,
        a.state::text AS state, NULL::text AS page
      FROM servers a LEFT JOIN server_models m ON m.id = a.model_id
        LEFT JOIN racks r ON r.id = a.rack_id LEFT JOIN warehouses w ON w.id = a.warehouse_id`,
  }
}

function placeSources(ctx: Ctx, like: string, within: Within): Source[] {
  const readable = datacentersFor(ctx.actor.grants, 'inventory.read')
  return [
    {
      kind: 'rack',
      table: Prisma.sql`racks`,
      key: key('code'),
      words: key('code'),
      like,
      ...within('inventory.read'),
      view: Prisma.sql`a.code::text, 'Rack in ' || d.code, NULL, NULL FROM racks a JOIN datacenters d ON d.id = a.datacenter_id`,
    },
    {
      kind: 'warehouse',
      table: Prisma.sql`warehouses`,
      key: key('code'),
      words: Prisma.sql`lower(a.code::text || ' ' || coalesce(a.name, ''))`,
      like,
      ...within('inventory.read'),
      view: Prisma.sql`a.code::text, coalesce(a.name, 'Warehouse in ' || d.code), NULL, NULL
        FROM warehouses a JOIN datacenters d ON d.id = a.datacenter_id`,
    },
    {
      kind: 'datacenter',
      table: Prisma.sql`datacenters`,
      key: key('code'),
      words: Prisma.sql`lower(a.code::text || ' ' || a.name)`,
      like,
      ids: null,
      within: readable === 'all' ? Prisma.sql`TRUE` : Prisma.sql`a.id = ANY(${[...readable]}::int[])`,
      view: Prisma.sql`a.code::text, a.name, NULL, NULL FROM datacenters a`,
    },
  ]
}

function workSources(ctx: Ctx, like: string, within: Within): Source[] {
  const readable = datacentersFor(ctx.actor.grants, 'tickets.read')
  // A piece is where its warehouse or server is; what is nowhere is shown to everybody.
  const pieces =
    readable === 'all'
      ? Prisma.sql`TRUE`
      : Prisma.sql`coalesce((SELECT datacenter_id FROM warehouses WHERE id = a.warehouse_id),
          (SELECT datacenter_id FROM servers WHERE id = a.server_id), -1) = ANY(${[-1, ...readable]}::int[])`
  return [
    {
      kind: 'order',
      table: Prisma.sql`orders`,
      key: key('number'),
      words: Prisma.sql`a.words`,
      like,
      ...within('planning.read'),
      view: Prisma.sql`a.number::text, a.customer, a.status::text, NULL FROM orders a`,
    },
    {
      kind: 'ticket',
      table: Prisma.sql`tickets`,
      key: key('number'),
      words: key('number'),
      like,
      ...within('tickets.read'),
      view: Prisma.sql`a.number::text, a.type || ' · ' || x.barcode, a.status::text, NULL FROM tickets a JOIN servers x ON x.id = a.server_id`,
    },
    {
      kind: 'part',
      table: Prisma.sql`spare_parts`,
      key: key('sku'),
      words: Prisma.sql`lower(a.sku::text || ' ' || a.description)`,
      like,
      ids: null,
      within: Prisma.sql`TRUE`,
      view: Prisma.sql`a.sku::text, a.description, NULL, NULL FROM spare_parts a`,
    },
    {
      kind: 'piece',
      table: Prisma.sql`parts`,
      key: key('serial'),
      words: key('serial'),
      like,
      ids: null,
      within: pieces,
      view: Prisma.sql`a.serial::text, concat_ws(' · ', p.sku, coalesce('in ' || w.code, 'in ' || y.barcode)), a.state::text,
          coalesce('/servers/' || y.barcode, '/stock?part=' || p.sku || '%40' || w.code, '/stock/pieces?piece=' || ${urlPart(Prisma.sql`a.serial`)})
        FROM parts a LEFT JOIN spare_parts p ON p.id = a.spare_part_id
          LEFT JOIN warehouses w ON w.id = a.warehouse_id LEFT JOIN servers y ON y.id = a.server_id`,
    },
  ]
}
