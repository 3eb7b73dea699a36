import type { ResolvedCode, ResolveView } from '../../contracts/inventory/resolve'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { urlPart } from '../../db/url-part'
import { datacentersFor, type Operation } from '../../domain/access/permissions'
import { readCode } from '../../domain/scan-code'
import { serverActions } from '../../domain/server-actions'
import { readServers } from './read-servers'
import { toServerView } from './server-view'

type Kind = ResolvedCode['kind']

interface Row {
  kind: Kind
  by: ResolvedCode['by']
  candidate: string
  code: string
  title: string
  state: string | null
  id: number | null
  /** Of a piece: the page of where it is. */
  page: string | null
}

const PAGES: Record<Exclude<Kind, 'piece'>, string> = {
  server: '/servers/',
  rack: '/racks/',
  warehouse: '/stock?warehouse=',
  ticket: '/tickets/',
  order: '/orders/',
  part: '/stock?sku=',
}
/** Where a code names two things, what is scanned most comes first; a code of ours before a maker's serial. */
const ORDER: readonly Kind[] = ['server', 'rack', 'warehouse', 'ticket', 'order', 'part', 'piece']
const MOST = 20

/**
 * What a scanned code is, among what the actor may read: two statements however many there are, each match found by an
 * index. Of several readings of one code (a serial and an article in GS1) the first that names something counts.
 */
export async function resolveCode(ctx: Ctx, input: { code: string }): Promise<ResolveView> {
  const { kind: read, candidates } = readCode(input.code)
  if (candidates.length === 0) return { read, candidates: [], items: [] }
  const rows = await ctx.db.$queryRaw<Row[]>(matchSql(ctx, candidates))
  const first = candidates.find((candidate) => rows.some((row) => row.candidate === candidate))
  const matches = rows
    .filter((row) => row.candidate === first)
    .sort((a, b) => Number(a.by !== 'code') - Number(b.by !== 'code') || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
  const servers = await foundServers(ctx, matches)
  const items = matches.map(({ kind, by, code, title, state, id, page }): ResolvedCode => {
    const server = id === null ? undefined : servers.get(id)
    return {
      ...{ kind, by, code, title },
      href: page ?? (kind === 'piece' ? '/stock' : `${PAGES[kind]}${encodeURIComponent(code)}`),
      ...(state === null ? {} : { state }),
      next: server?.next ?? nextOf(kind),
      ...(server === undefined ? {} : { server: server.view }),
    }
  })
  return { read, candidates: [...candidates], items }
}

async function foundServers(ctx: Ctx, matches: readonly Row[]) {
  const ids = matches.flatMap(({ id }) => (id === null ? [] : [id]))
  if (ids.length === 0) return new Map<number, never>()
  const rows = await readServers(ctx, ids)
  const now = ctx.clock()
  return new Map(
    rows.map((row) => {
      const view = toServerView(row, now)
      const place = row.rack !== null ? 'rack' : row.warehouse !== null ? 'warehouse' : 'none'
      const facts = { state: row.state, place, hasBmc: row.bmcDriver !== null, held: view.hold !== undefined } as const
      const next = serverActions({ ...facts, order: view.order ?? null }).filter(({ allowed }) => allowed)
      return [row.id, { view, next }]
    }),
  )
}

function nextOf(kind: Kind): ResolvedCode['next'] {
  const into = { action: 'scan-into', label: 'Scan into it', allowed: true }
  const open = { action: 'open', label: 'Open', allowed: true }
  return kind === 'rack' || kind === 'warehouse' ? [into, open] : [open]
}

function matchSql(ctx: Ctx, candidates: readonly string[]): Prisma.Sql {
  const codes = Prisma.sql`(SELECT unnest(${[...candidates]}::text[]) AS candidate) c`
  const within = (operation: Operation, column: string) => {
    const ids = datacentersFor(ctx.actor.grants, operation)
    return ids === 'all' ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(column)} = ANY(${[...ids]}::int[])`
  }
  const servers = (by: ResolvedCode['by'], match: Prisma.Sql) => Prisma.sql`(
    SELECT 'server' AS kind, ${by} AS by, c.candidate, s.barcode::text AS code,
      concat_ws(' · ', m.manufacturer || ' ' || m.model, coalesce(r.code || ' U' || s.u, w.code::text)) AS title,
      s.state::text AS state, s.id, NULL::text AS page
    FROM ${codes} JOIN servers s ON ${match} LEFT JOIN server_models m ON m.id = s.model_id
      LEFT JOIN racks r ON r.id = s.rack_id LEFT JOIN warehouses w ON w.id = s.warehouse_id
    WHERE ${within('inventory.read', 's.datacenter_id')} LIMIT ${MOST})`
  const nowhere = Prisma.sql`NULL::text`
  const other = (kind: Kind, column: string, title: Prisma.Sql, from: Prisma.Sql, page = nowhere) => Prisma.sql`(
    SELECT ${kind} AS kind, 'code' AS by, c.candidate, ${Prisma.raw(column)}::text AS code, ${title}, NULL::int AS id, ${page} AS page
    FROM ${codes} JOIN ${from} LIMIT ${MOST})`
  return Prisma.join(
    [
      servers('code', Prisma.sql`s.barcode = c.candidate::citext`),
      servers('serial', Prisma.sql`lower(btrim(s.serial)) = lower(c.candidate) AND s.state <> 'DECOMMISSIONED'`),
      servers('asset-number', Prisma.sql`lower(s.asset_number) = lower(c.candidate) AND s.state <> 'DECOMMISSIONED'`),
      other(
        'rack',
        'k.code',
        Prisma.sql`'Rack in ' || d.code AS title, NULL AS state`,
        Prisma.sql`racks k ON k.code = c.candidate::citext JOIN datacenters d ON d.id = k.datacenter_id
          WHERE ${within('inventory.read', 'k.datacenter_id')}`,
      ),
      other(
        'warehouse',
        'h.code',
        Prisma.sql`coalesce(h.name, 'Warehouse in ' || e.code) AS title, NULL AS state`,
        Prisma.sql`warehouses h ON h.code = c.candidate::citext JOIN datacenters e ON e.id = h.datacenter_id
          WHERE ${within('inventory.read', 'h.datacenter_id')}`,
      ),
      other(
        'ticket',
        't.number',
        Prisma.sql`t.type || ' · ' || x.barcode AS title, t.status::text AS state`,
        Prisma.sql`tickets t ON t.number = c.candidate::citext JOIN servers x ON x.id = t.server_id
          WHERE ${within('tickets.read', 't.datacenter_id')}`,
      ),
      other(
        'order',
        'o.number',
        Prisma.sql`o.customer AS title, o.status::text AS state`,
        Prisma.sql`orders o ON o.number = c.candidate::citext WHERE ${within('planning.read', 'o.datacenter_id')}`,
      ),
      other(
        'part',
        'p.sku',
        Prisma.sql`p.description AS title, NULL AS state`,
        Prisma.sql`spare_parts p ON p.sku = c.candidate::citext`,
      ),
      other(
        'piece',
        'i.serial',
        Prisma.sql`concat_ws(' · ', p.sku, coalesce('in ' || w.code, 'in ' || y.barcode)) AS title, i.state::text AS state`,
        Prisma.sql`parts i ON i.serial = c.candidate::citext LEFT JOIN spare_parts p ON p.id = i.spare_part_id
          LEFT JOIN warehouses w ON w.id = i.warehouse_id LEFT JOIN servers y ON y.id = i.server_id
          WHERE (w.id IS NULL AND y.id IS NULL) OR ${within('tickets.read', 'coalesce(w.datacenter_id, y.datacenter_id)')}`,
        // In a server, on the shelf of its part, or in somebody's hands.
        Prisma.sql`coalesce('/servers/' || y.barcode, '/stock?part=' || p.sku || '%40' || w.code,
          '/stock/pieces?piece=' || ${urlPart(Prisma.sql`i.serial`)})`,
      ),
    ],
    ' UNION ALL ',
  )
}
