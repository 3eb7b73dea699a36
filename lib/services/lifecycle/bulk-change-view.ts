import { type BulkChangeView, bulkChangeView, type RefusedServerView } from '../../contracts/inventory/bulk-change'
import type { Ctx, TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { datacentersFor } from '../../domain/access/permissions'
import { notFound } from '../../domain/errors'

/** Lines that a worker takes between two writes of progress. */
export const CHUNK = 200

export const bulkChangeSelect = {
  id: true,
  change: true,
  asked: true,
  status: true,
  total: true,
  done: true,
  already: true,
  refused: true,
  problem: true,
  startedBy: true,
  requestId: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const satisfies Prisma.BulkChangeSelect

export type BulkChangeRecord = Prisma.BulkChangeGetPayload<{ select: typeof bulkChangeSelect }>

type Counts = Pick<BulkChangeView, 'done' | 'already' | 'refused'>

/** The rows as they are shown, with what is over of the lines that are not counted yet: one statement for all of them. */
export const toBulkChangeViews = async (
  ctx: Ctx | TxCtx,
  rows: readonly BulkChangeRecord[],
): Promise<BulkChangeView[]> => {
  const ahead = await ctx.db.$queryRaw<({ id: string } & Counts)[]>`
    SELECT b.id::text AS id, count(*) FILTER (WHERE l.outcome = 'done')::int AS done,
      count(*) FILTER (WHERE l.outcome = 'already')::int AS already, count(*) FILTER (WHERE l.outcome = 'refused')::int AS refused
    FROM bulk_changes b JOIN bulk_change_lines l ON l.bulk_change_id = b.id AND l.position > b.counted AND l.position <= b.counted + ${CHUNK}
    WHERE b.id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND b.status <> 'DONE' GROUP BY b.id`
  const more = new Map(ahead.map(({ id, ...counts }) => [id, counts]))
  return rows.map((row) => toView(row, more.get(row.id)))
}

function toView(row: BulkChangeRecord, more: Counts = { done: 0, already: 0, refused: 0 }): BulkChangeView {
  const { id, total, startedBy } = row
  const { status, change, asked } = bulkChangeView.shape
  return {
    ...{ id, total, startedBy },
    done: row.done + more.done,
    already: row.already + more.already,
    refused: row.refused + more.refused,
    status: status.parse(row.status),
    change: change.parse(row.change),
    asked: asked.parse(row.asked),
    request: row.requestId,
    ...(row.problem === null ? {} : { problem: row.problem }),
    createdAt: row.createdAt.toISOString(),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt.toISOString() }),
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt.toISOString() }),
  }
}

/** Which an actor sees: their own, and all where they may act everywhere. */
export function visibleBulkChanges(ctx: Ctx | TxCtx): Prisma.BulkChangeWhereInput {
  return datacentersFor(ctx.actor.grants, 'lifecycle.read') === 'all' ? {} : { actorKey: ctx.actor.key }
}

/** One that the actor sees, else `not-found`. */
export const findBulkChange = async (ctx: Ctx | TxCtx, id: string): Promise<BulkChangeView> => {
  const row = await ctx.db.bulkChange.findFirst({ where: { id, ...visibleBulkChanges(ctx) }, select: bulkChangeSelect })
  const [view] = row === null ? [] : await toBulkChangeViews(ctx, [row])
  if (view === undefined) throw notFound('bulk-change', id)
  return view
}

/** Refused servers from a position on. */
export const refusedAfter = async (
  ctx: Ctx,
  { id, after, most }: { id: string; after: number; most: number },
): Promise<RefusedServerView[]> => {
  const rows = await ctx.db.bulkChangeLine.findMany({
    where: { bulkChangeId: id, outcome: 'refused', position: { gt: after } },
    orderBy: { position: 'asc' },
    take: most,
    select: { position: true, barcode: true, code: true, reason: true },
  })
  return rows.map(({ code, reason, ...row }) => ({ ...row, code: code ?? '', reason: reason ?? '' }))
}
