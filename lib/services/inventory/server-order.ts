import { decodeCursor, encodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { type ServerSort, type ServerSortKey, sortOf } from '../../domain/server-sort'

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

/** A server's place in the order: the key as text, and its id, which makes it one of its kind. */
export interface OrderKey {
  id: number
  key: string
}

/** What a page of the list is read by: forwards from a cursor, or backwards from one. */
export interface ServerOrder {
  /** `id` and `key` of `s`, for `orderKey`. */
  columns: Prisma.Sql
  /** Beyond the cursor; nothing on the first page. */
  beyond: Prisma.Sql | null
  /** The opposite way when it is read backwards: the rows then have to be turned round. */
  by: Prisma.Sql
  backwards: boolean
}

/** `a` says that what comes after it is wanted, `b` what stands before. */
export function serverCursor({ id, key }: OrderKey, side: 'a' | 'b'): string {
  return encodeCursor([side, key, id])
}

/** How the list is read for this order and cursor. Throws `malformed` for a cursor of another order. */
export function serverOrder(sort: ServerSort, cursor: string | undefined): ServerOrder {
  const { key: name, descending } = sortOf(sort)
  const order = ORDERS[name]
  const at =
    cursor === undefined ? null : decodeCursor(cursor, ['string', order.instant ? 'instant' : 'string', 'number'])
  const backwards = at?.[0] === 'b'
  const down = descending !== backwards
  const shown = order.instant
    ? Prisma.sql`to_char(${order.key} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : Prisma.sql`(${order.key})::text`
  // A barcode is unique by itself, and its index has no id.
  const keys = name === 'barcode' ? order.key : Prisma.sql`(${order.key}, s.id)`
  const way = down ? Prisma.sql`DESC` : Prisma.sql`ASC`
  return {
    columns: Prisma.sql`s.id, ${shown} AS key`,
    beyond: at === null ? null : beyond(keys, down, order, name === 'barcode' ? [at[1]] : [at[1], at[2]]),
    by: name === 'barcode' ? Prisma.sql`${order.key} ${way}` : Prisma.sql`${order.key} ${way}, s.id ${way}`,
    backwards,
  }
}

function beyond(keys: Prisma.Sql, down: boolean, { cast }: Order, [key, id]: [string, number?]): Prisma.Sql {
  const than = down ? Prisma.sql`<` : Prisma.sql`>`
  const at = Prisma.sql`(${key}::text)::${cast}`
  return id === undefined ? Prisma.sql`${keys} ${than} ${at}` : Prisma.sql`${keys} ${than} (${at}, ${id}::int)`
}
