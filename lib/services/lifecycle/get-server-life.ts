import type { ServerLifeView } from '../../contracts/inventory/server-life'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { type LifeChange, type LifeSpan, lifeOf } from '../../domain/server-life'
import { authorize } from '../access/authorize'

/** Beyond these the oldest are left out, and the answer says so. */
const CHANGES = 300
const LINES = 50

const lifeSelect = {
  id: true,
  barcode: true,
  state: true,
  datacenterId: true,
  createdAt: true,
  updatedAt: true,
  u: true,
  rack: { select: { code: true } },
  warehouse: { select: { code: true } },
} as const

/** A server's life, from the audit log and from what its orders, tickets and jobs left. Who did it and why stays in the log. */
export async function getServerLife(ctx: Ctx, { barcode }: { barcode: string }): Promise<ServerLifeView> {
  const server = await ctx.db.server.findUnique({ where: { barcode }, select: lifeSelect })
  if (server === null) throw notFound('server', barcode)
  authorize(ctx, 'inventory.read', server.datacenterId)
  const [changes, orders, tickets, firmware] = await Promise.all([
    readChanges(ctx, server.barcode),
    readOrders(ctx, server.id),
    readTickets(ctx, server.id),
    readFlashes(ctx, server.id),
  ])
  const place = server.rack === null ? (server.warehouse?.code ?? null) : `${server.rack.code} U${server.u}`
  const life = lifeOf(changes.rows, { since: server.createdAt, changed: server.updatedAt, state: server.state, place })
  return {
    barcode: server.barcode,
    since: server.createdAt.toISOString(),
    until: ctx.clock().toISOString(),
    complete: changes.complete,
    states: life.states.map(({ value, ...span }) => ({ state: value, ...spanView(span) })),
    places: life.places.map(({ value, ...span }) => ({
      ...(value === null ? {} : { place: value }),
      ...spanView(span),
    })),
    orders,
    tickets,
    firmware,
  }
}

const spanView = ({ from, to }: Pick<LifeSpan<unknown>, 'from' | 'to'>) => ({
  from: from.toISOString(),
  ...(to === null ? {} : { to: to.toISOString() }),
})

interface Row {
  at: Date
  from: string | null
  to: string | null
  place: { rack?: string; u?: number; warehouse?: string } | null
  moved: boolean
}

/** What changed its state or place: read by the log's index on what it is about, newest first, and turned round. */
const readChanges = async (ctx: Ctx, barcode: string): Promise<{ rows: LifeChange[]; complete: boolean }> => {
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT at, "from", "to", detail->'place'->'to' AS place, detail->'place' IS NOT NULL OR "to" = 'IN_TRANSIT' AS moved
    FROM audit_log WHERE entity = 'server' AND key = ${barcode}::citext AND ("to" IS NOT NULL OR detail->'place' IS NOT NULL)
    ORDER BY id DESC LIMIT ${CHANGES + 1}`
  const kept = rows.slice(0, CHANGES).reverse()
  return {
    complete: rows.length <= CHANGES,
    rows: kept.map(({ place, moved, ...change }) => ({ ...change, ...(moved ? { place: wordsOf(place) } : {}) })),
  }
}

function wordsOf(place: Row['place']): string | null {
  if (place?.rack !== undefined) return `${place.rack} U${place.u}`
  return place?.warehouse ?? null
}

const readOrders = async (ctx: Ctx, serverId: number): Promise<ServerLifeView['orders']> => {
  const rows = await ctx.db.allocation.findMany({
    where: { serverId },
    orderBy: { id: 'desc' },
    take: LINES,
    select: { createdAt: true, endedAt: true, order: { select: { number: true, customer: true } } },
  })
  return rows.reverse().map(({ createdAt, endedAt, order }) => ({
    order: order.number,
    customer: order.customer,
    ...spanView({ from: createdAt, to: endedAt }),
  }))
}

const readTickets = async (ctx: Ctx, serverId: number): Promise<ServerLifeView['tickets']> => {
  const rows = await ctx.db.ticket.findMany({
    where: { serverId },
    orderBy: { id: 'desc' },
    take: LINES,
    select: { number: true, type: true, status: true, createdAt: true, endedAt: true },
  })
  return rows.reverse().map(({ number, type, status, createdAt, endedAt }) => ({
    ...{ ticket: number, type, status },
    ...spanView({ from: createdAt, to: endedAt }),
  }))
}

const readFlashes = async (ctx: Ctx, serverId: number): Promise<ServerLifeView['firmware']> => {
  const rows = await ctx.db.$queryRaw<{ component: string; version: string; at: Date }[]>`
    SELECT h.component, h."to" AS version, h.finished_at AS at
    FROM provision_jobs j JOIN firmware_hops h ON h.job_id = j.id
    WHERE j.server_id = ${serverId}::int AND h.status = 'SUCCESS' AND h.finished_at IS NOT NULL
    ORDER BY h.finished_at DESC LIMIT ${LINES}`
  return rows.reverse().map((row) => ({ ...row, at: row.at.toISOString() }))
}
