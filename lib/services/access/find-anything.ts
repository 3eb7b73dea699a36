import type { SearchResult } from '../../contracts/audit/audit'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
import { unseen } from '../../db/once-planned'
import { type Source, searchSources } from './search-sources'

type Kind = SearchResult['kind']

interface Row {
  kind: Kind
  code: string
  title: string
  state: string | null
  /** Of a piece: the page of where it is. */
  page: string | null
  starts: boolean
}

const PER_KIND = 5
/** In the text itself: as a value the planner would look into it, and plan at every call. */
const FEW = Prisma.raw(String(PER_KIND))
/** Fewer letters have no trigram. They are looked for at the start of every code, and anywhere in the newest of a kind. */
const TRIGRAM = 3
const NEWEST = Prisma.raw('500')
const MOST = 50

const PAGES: Record<Kind, string> = {
  server: '/servers/',
  rack: '/racks/',
  warehouse: '/stock?warehouse=',
  order: '/orders/',
  ticket: '/tickets/',
  part: '/stock?sku=',
  piece: '/stock?q=',
  datacenter: '/?datacenter=',
}

/**
 * Whatever has `q` in its code, serial, name or customer, at most five of a kind, in the datacenters that the actor may read: what
 * is called so first, then what begins with it, then what holds it. One statement; each part of it walks an index on lower(code) in
 * order, and only where that gives too few the newest of the kind, and an index of trigrams.
 */
export async function findAnything(ctx: Ctx, input: { q: string }): Promise<{ items: SearchResult[] }> {
  const rows = await ctx.db.$queryRaw<Row[]>(searchSql(ctx, input.q))
  const wanted = input.q.toLowerCase()
  const rankOf = ({ code, starts }: Row) => (code.toLowerCase() === wanted ? 0 : starts ? 1 : 2)
  const ranked = KINDS.flatMap((kind) => {
    const own = new Map(rows.filter((row) => row.kind === kind).map((row) => [row.code, row]))
    return [...own.values()].sort((a, b) => rankOf(a) - rankOf(b) || (a.code < b.code ? -1 : 1)).slice(0, PER_KIND)
  })
  return {
    items: ranked.map(({ kind, code, title, state, page }) => ({
      kind,
      code,
      title,
      href: page ?? `${PAGES[kind]}${encodeURIComponent(code)}`,
      ...(state === null ? {} : { state }),
    })),
  }
}

const KINDS: readonly Kind[] = ['server', 'rack', 'order', 'ticket', 'part', 'piece', 'warehouse', 'datacenter']

/** Exported for the test that looks at its plan. */
export function searchSql(ctx: Ctx, q: string): Prisma.Sql {
  const text = q.toLowerCase()
  return Prisma.join(
    searchSources(ctx, `%${literal(text)}%`).map((source) => partSql(source, text)),
    ' UNION ALL ',
  )
}

function partSql({ kind, table, key, words, like, ids, within, view }: Source, from: string): Prisma.Sql {
  const begins = Prisma.sql`${key} ~>=~ ${unseen.text(from)} AND ${key} ~<=~ ${unseen.text(`${from}\u{10FFFF}`)}`
  const other = Prisma.sql`${within} AND NOT (${begins})`
  // Each id is looked up by itself (OFFSET 0 keeps that): the planner takes a thousand for given, and would join the whole table.
  const everywhere =
    kind === 'datacenter' || from.length < TRIGRAM
      ? Prisma.empty
      : Prisma.sql`UNION ALL (SELECT a.id, FALSE FROM haas_ids_like(${kind}, ${like}, ${ids}::int[], ${MOST}) f(id)
          CROSS JOIN LATERAL (SELECT * FROM ${table} WHERE id = f.id OFFSET 0) a
          WHERE a.id <= (SELECT max(id) FROM ${table}) - ${NEWEST} AND ${other} LIMIT ${FEW})`
  // Appended in this order, and each part is only read when those before gave too few. What many hold is among the newest.
  return Prisma.sql`(SELECT ${kind} AS kind, hit.starts, ${view}
    JOIN (
      (SELECT a.id, TRUE AS starts FROM ${table} a WHERE ${within} AND ${begins} ORDER BY ${key} USING ~<~ LIMIT ${FEW})
      UNION ALL
      (SELECT a.id, FALSE FROM (SELECT * FROM ${table} ORDER BY id DESC LIMIT ${NEWEST}) a
        WHERE ${words} LIKE ${unseen.text(like)} AND ${other} LIMIT ${FEW})
      ${everywhere}
      LIMIT ${FEW}
    ) hit ON hit.id = a.id)`
}
