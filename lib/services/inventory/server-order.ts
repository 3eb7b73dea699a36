import { decodeCursor, encodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { type ServerSort, type ServerSortKey, sortOf } from '../../domain/server-sort'
import type { ServerState } from '../../domain/server-state'
import { COLUMNS, type NamedIds, type ServerFilter } from './server-filter'

interface Order {
  /** As in the index. */
  key: Prisma.Sql
  /** How it is read back from a cursor. */
  cast: Prisma.Sql
  instant?: true
}

const text = Prisma.sql`text`
const instant = Prisma.sql`timestamptz`

const ORDERS: Record<ServerSortKey, Order> = {
  barcode: { key: Prisma.sql`s.barcode`, cast: Prisma.sql`citext` },
  state: { key: Prisma.sql`s.state`, cast: Prisma.sql`server_state` },
  model: { key: Prisma.sql`s.model_key`, cast: text },
  place: { key: Prisma.sql`s.place_key`, cast: text },
  serial: { key: Prisma.sql`(coalesce(s.serial, '~') COLLATE "C")`, cast: text },
  tickets: { key: Prisma.sql`s.open_high_tickets`, cast: Prisma.sql`int` },
  lastScannedAt: {
    key: Prisma.sql`coalesce(s.last_scanned_at, '1970-01-01 00:00:00+00'::timestamptz)`,
    cast: instant,
    instant: true,
  },
  updatedAt: { key: Prisma.sql`s.updated_at`, cast: instant, instant: true },
}

/** One of a group's values, where a page of each is read. */
const VALUE = Prisma.sql`g.v`

/** A server's place in the order: the key as text, and its id, which makes it one of its kind. */
export interface OrderKey {
  id: number
  key: string
}

/** What a page of the list is read by: forwards from a cursor, or backwards from one. */
export interface ServerOrder {
  /** Of `s`: its `id`, and `sorted`, the key as it is compared. */
  columns: Prisma.Sql
  /** What makes an `OrderKey` of rows that `columns` gave: of a page only, as a key's text costs more than the key. */
  named: Prisma.Sql
  /** Beyond the cursor, and within the value `g.v` of a group; nothing on the first page of all. */
  beyond: Prisma.Sql | null
  /** The opposite way when it is read backwards: the rows then have to be turned round. */
  by: Prisma.Sql
  /** The same of rows that `columns` gave. */
  bySorted: Prisma.Sql
  backwards: boolean
}

/** `a` says that what comes after it is wanted, `b` what stands before. */
export function serverCursor({ id, key }: OrderKey, side: 'a' | 'b'): string {
  return encodeCursor([side, key, id])
}

/** The states, datacenters, models or warehouses that a filter leaves, of each of which an index holds its servers in this order. */
export interface OrderGroup {
  name: 'model' | 'state' | 'datacenter' | 'warehouse'
  column: Prisma.Sql
  /** An array: a page is read of each, and of these the first make the page. */
  values: Prisma.Sql
  /** In which the index is, where it holds some of its column's values only. */
  within?: Prisma.Sql
}

/** States in which a server stands nowhere, as the index `servers_nowhere` has them. */
const NOWHERE: ReadonlySet<ServerState> = new Set(['NEW', 'IN_FACTORY_TEST', 'IN_TRANSIT', 'DECOMMISSIONED'])
const IS_NOWHERE = Prisma.raw(`s.state IN ('${[...NOWHERE].join("', '")}')`)

const GROUPS: Partial<Record<ServerSortKey, readonly OrderGroup['name'][]>> = {
  barcode: ['warehouse', 'model', 'state', 'datacenter'],
  updatedAt: ['warehouse', 'model', 'state', 'datacenter'],
  place: ['warehouse', 'model', 'state', 'datacenter'],
}

/** Of more values than these the order of all is walked: each costs a page. */
const MOST_VALUES = 12

/** Which of the filter's values the list is best read within: the planner takes them for spread evenly, which they are not. */
export function orderGroup(sort: ServerSort, filter: ServerFilter, ids: NamedIds): OrderGroup | null {
  for (const name of GROUPS[sortOf(sort).key] ?? []) {
    const values = name === 'state' ? filter.state : ids[name]
    if (values === undefined || values.length === 0 || values.length > MOST_VALUES) continue
    if (name !== 'state') return { name, column: COLUMNS[name], values: Prisma.sql`${[...values]}::int[]` }
    const group = { name, column: Prisma.sql`s.state`, values: Prisma.sql`(${[...values]}::text[])::server_state[]` }
    if (sortOf(sort).key !== 'place') return group
    if (filter.state?.every((state) => NOWHERE.has(state))) return { ...group, within: IS_NOWHERE }
  }
  return null
}

/** How the list is read for this order and cursor. Throws `malformed` for a cursor of another order. */
export function serverOrder(
  sort: ServerSort,
  cursor: string | undefined,
  group: OrderGroup | null = null,
): ServerOrder {
  const { key: name, descending } = sortOf(sort)
  const order = ORDERS[name]
  const at =
    cursor === undefined ? null : decodeCursor(cursor, ['string', order.instant ? 'instant' : 'string', 'number'])
  const backwards = at?.[0] === 'b'
  const down = descending !== backwards
  const shown = order.instant
    ? Prisma.sql`to_char(sorted AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : Prisma.sql`sorted::text`
  // A barcode is unique by itself, and its index has no id.
  const keys = [...(group === null ? [] : [group.column]), order.key, ...(name === 'barcode' ? [] : [Prisma.sql`s.id`])]
  const values =
    at === null
      ? null
      : [
          ...(group === null ? [] : [VALUE]),
          Prisma.sql`(${at[1]}::text)::${order.cast}`,
          ...(name === 'barcode' ? [] : [Prisma.sql`${at[2]}::int`]),
        ]
  const way = down ? Prisma.sql` DESC` : Prisma.sql` ASC`
  return {
    columns: Prisma.sql`s.id, ${order.key} AS sorted`,
    named: Prisma.sql`id, ${shown} AS key`,
    beyond: beyond(keys, values, down, group),
    by: Prisma.join(
      keys.map((key) => Prisma.sql`${key}${way}`),
      ', ',
    ),
    bySorted: Prisma.sql`sorted${way}, id${way}`,
    backwards,
  }
}

/**
 * Beyond the cursor, and within the group. That is said by two limits, as of an equality the planner drops the column from the
 * order, and then walks the order of all.
 */
function beyond(
  keys: readonly Prisma.Sql[],
  values: readonly Prisma.Sql[] | null,
  down: boolean,
  group: OrderGroup | null,
): Prisma.Sql | null {
  const than = down ? Prisma.sql`<` : Prisma.sql`>`
  const past = values === null ? [] : [Prisma.sql`(${Prisma.join([...keys])}) ${than} (${Prisma.join([...values])})`]
  const within = group === null ? [] : [Prisma.sql`${group.column} >= ${VALUE} AND ${group.column} <= ${VALUE}`]
  const all = [...past, ...within]
  return all.length === 0 ? null : Prisma.join(all, ' AND ')
}
