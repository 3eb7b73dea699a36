import { z } from 'zod'
import { bulkChangeView } from '../../contracts/inventory/bulk-change'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { ACTIVE_BULK_CHANGES, type BulkChangeState } from '../../domain/bulk-changes/bulk-change-state'
import { storedActor } from '../access/stored-actor'
import { announceChanges } from '../audit/record-audit'
import { keepReasons } from './bulk-change-reasons'
import { CHUNK } from './bulk-change-view'
import type { ChangeLine } from './change-one-server'

/** Longer than a chunk takes. One that takes longer is gone on with by another, and both do each server once. */
const LEASE_MS = 15_000

const claimedRow = z.object({
  id: z.string(),
  epoch: z.int(),
  tries: z.int(),
  counted: z.int(),
  total: z.int(),
  requestId: z.string(),
  change: bulkChangeView.shape.change,
  actor: storedActor,
})
export type ClaimedBulkChange = z.output<typeof claimedRow>

/** Another worker has it by now, or it was cancelled. */
export class LostBulkChange extends Error {}

/** Takes one that no living worker has; null where one has it, or it is over. */
export const claimBulkChange = async (ctx: Ctx, id: string): Promise<ClaimedBulkChange | null> => {
  const now = ctx.clock()
  const rows = await ctx.db.$queryRaw<Record<string, unknown>[]>`
    UPDATE bulk_changes SET status = 'RUNNING', epoch = epoch + 1, tries = tries + 1, lease_until = ${new Date(now.getTime() + LEASE_MS)},
      started_at = coalesce(started_at, ${now})
    WHERE id = ${id}::uuid AND status = ANY(${[...ACTIVE_BULK_CHANGES]}::text[]) AND (lease_until IS NULL OR lease_until <= ${now})
    RETURNING id::text AS id, epoch, tries, counted, total, request_id AS "requestId", change, actor`
  const [row] = rows
  return row === undefined ? null : claimedRow.parse(row)
}

interface RefusedLine {
  position: number
  line: ChangeLine
}

/** Writes what was refused of a chunk, counts its lines and renews the lease. Returns the lines that are counted now. */
export const countChunk = (ctx: Ctx, claimed: ClaimedBulkChange, counted: number, lines: readonly RefusedLine[]) =>
  inTransaction(ctx, async (tx) => {
    const { id, epoch, total } = claimed
    const to = Math.min(total, counted + CHUNK)
    const rows = lines.map(({ position, line: { outcome, code, reason } }) => ({ position, outcome, code, reason }))
    await tx.db.$executeRaw`
      UPDATE bulk_change_lines l SET outcome = r.outcome, code = r.code, reason = r.reason
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (position int, outcome text, code text, reason text)
      WHERE l.bulk_change_id = ${id}::uuid AND l.position = r.position AND l.outcome IS NULL`
    const updated = await tx.db.$executeRaw`
      UPDATE bulk_changes b SET counted = ${to}, tries = 0, done = b.done + n.done, already = b.already + n.already,
        refused = b.refused + n.refused, lease_until = ${new Date(tx.clock().getTime() + LEASE_MS)}
      FROM (
        SELECT count(*) FILTER (WHERE outcome = 'done')::int AS done, count(*) FILTER (WHERE outcome = 'already')::int AS already,
          count(*) FILTER (WHERE outcome = 'refused')::int AS refused
        FROM bulk_change_lines WHERE bulk_change_id = ${id}::uuid AND position > ${counted} AND position <= ${to}
      ) n
      WHERE b.id = ${id}::uuid AND b.epoch = ${epoch} AND b.status = 'RUNNING' AND b.counted = ${counted}`
    if (updated === 0) throw new LostBulkChange(id)
    await keepReasons(tx, { id, counted })
    await announceBulkChange(tx, id)
    return to
  })

/** Ends it, under the lease. */
export const endBulkChange = (
  ctx: Ctx,
  { id, epoch }: ClaimedBulkChange,
  { status, problem }: { status: BulkChangeState; problem?: string },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const updated = await tx.db.$executeRaw`
      UPDATE bulk_changes SET status = ${status}, problem = ${problem ?? null}, finished_at = ${tx.clock()}, lease_until = NULL
      WHERE id = ${id}::uuid AND epoch = ${epoch} AND status = 'RUNNING'`
    if (updated === 0) throw new LostBulkChange(id)
    await announceBulkChange(tx, id)
  })

/** Hands it back, for another worker to take at once. */
export const releaseBulkChange = async (ctx: Ctx, { id, epoch }: ClaimedBulkChange): Promise<void> => {
  await ctx.db.$executeRaw`
    UPDATE bulk_changes SET lease_until = ${ctx.clock()} WHERE id = ${id}::uuid AND epoch = ${epoch} AND lease_until IS NOT NULL`
}

const announceBulkChange = (tx: TxCtx, id: string): Promise<void> =>
  announceChanges(tx, [{ entity: 'bulk-change', key: id }])
