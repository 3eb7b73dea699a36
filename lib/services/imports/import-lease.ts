import { z } from 'zod'
import { importView } from '../../contracts/imports/import'
import type { Actor, Ctx, TxCtx } from '../../db/context'
import {
  ACTIVE_IMPORTS,
  type ImportKindName,
  type ImportMode,
  type ImportState,
} from '../../domain/imports/import-state'
import type { Counts, Verdict } from '../../domain/imports/verdict'
import { storedActor } from '../access/stored-actor'
import { announceChanges } from '../audit/record-audit'

/** Longer than any of the steps between two writes of progress. */
export const LEASE_MS = 15_000

export interface Claimed {
  id: string
  epoch: number
  kind: ImportKindName
  mode: ImportMode
  dryRun: boolean
  status: ImportState
  done: number
  actor: Actor
}

/** Another worker has it by now, or it was cancelled: whatever this one was about to write must not be. */
export class LostImport extends Error {}

/** Takes an import that no living worker has; null where one has it, or it is over. */
export const claimImport = async (ctx: Ctx, id: string): Promise<Claimed | null> => {
  const now = ctx.clock()
  const rows = await ctx.db.$queryRaw<Record<string, unknown>[]>`
    UPDATE imports SET epoch = epoch + 1, lease_until = ${new Date(now.getTime() + LEASE_MS)},
      started_at = coalesce(started_at, ${now})
    WHERE id = ${id}::uuid AND status = ANY(${[...ACTIVE_IMPORTS]}::text[]) AND (lease_until IS NULL OR lease_until <= ${now})
    RETURNING id::text AS id, epoch, kind, mode, dry_run AS "dryRun", status, done, actor`
  const [row] = rows
  if (row === undefined) return null
  const { kind, mode, status, done, dryRun } = importView.shape
  return z.object({ id: z.string(), epoch: z.int(), kind, mode, status, done, dryRun, actor: storedActor }).parse(row)
}

/** How far it is, under the lease, which this renews. Throws `LostImport` where the lease is another's. */
export const recordProgress = async (
  ctx: Ctx | TxCtx,
  { id, epoch }: Claimed,
  { counts, status }: { counts: Counts; status: ImportState },
): Promise<void> => {
  const { added, changed, unchanged, bad } = counts
  const updated = await ctx.db.$executeRaw`
    UPDATE imports SET status = ${status}, added = ${added}, changed = ${changed}, unchanged = ${unchanged}, bad = ${bad},
      done = ${added + changed + unchanged + bad}, lease_until = ${new Date(ctx.clock().getTime() + LEASE_MS)}
    WHERE id = ${id}::uuid AND epoch = ${epoch} AND status = ANY(${[...ACTIVE_IMPORTS]}::text[])`
  if (updated === 0) throw new LostImport(id)
}

/** Begins a pass over the rows: what an earlier one counted and refused is forgotten. */
export const beginPass = async (
  tx: TxCtx,
  claimed: Claimed,
  about: { status: ImportState; rows: number; columns: readonly { header: string; field: string | null }[] },
): Promise<void> => {
  const { id, epoch } = claimed
  const updated = await tx.db.$executeRaw`
    UPDATE imports SET status = ${about.status}, rows = ${about.rows}, columns = ${JSON.stringify(about.columns)}::jsonb,
      done = 0, added = 0, changed = 0, unchanged = 0, bad = 0, lease_until = ${new Date(tx.clock().getTime() + LEASE_MS)}
    WHERE id = ${id}::uuid AND epoch = ${epoch} AND status = ANY(${[...ACTIVE_IMPORTS]}::text[])`
  if (updated === 0) throw new LostImport(id)
  await tx.db.importRow.deleteMany({ where: { importId: id } })
  await announceImport(tx, id)
}

/** Ends it, under the lease; what was sent is kept only for a run that may follow. */
export const endImport = async (
  tx: TxCtx,
  { id, epoch }: Claimed,
  { status, problem }: { status: ImportState; problem?: string },
): Promise<void> => {
  const updated = await tx.db.$executeRaw`
    UPDATE imports SET status = ${status}, problem = ${problem ?? null}, finished_at = ${tx.clock()}, lease_until = NULL
    WHERE id = ${id}::uuid AND epoch = ${epoch} AND status = ANY(${[...ACTIVE_IMPORTS]}::text[])`
  if (updated === 0) throw new LostImport(id)
  if (status !== 'CHECKED' && status !== 'REFUSED') await tx.db.importSource.deleteMany({ where: { importId: id } })
  await announceImport(tx, id)
}

/** Hands it back, for another worker to take at once. */
export const releaseImport = async (ctx: Ctx, { id, epoch }: Claimed): Promise<void> => {
  await ctx.db.$executeRaw`
    UPDATE imports SET lease_until = ${ctx.clock()} WHERE id = ${id}::uuid AND epoch = ${epoch} AND lease_until IS NOT NULL`
}

export const keepBadRows = async (tx: TxCtx, id: string, verdicts: readonly Verdict[]): Promise<void> => {
  const bad = verdicts.filter(({ outcome }) => outcome === 'bad')
  if (bad.length === 0) return
  await tx.db.importRow.createMany({
    data: bad.map(({ row, errors }) => ({
      ...{ importId: id, row: row.row, line: row.line, file: row.file, text: row.text },
      errors: errors.map((error) => ({ ...error })),
    })),
  })
}

export const announceImport = (tx: TxCtx, id: string): Promise<void> =>
  announceChanges(tx, [{ entity: 'import', key: id }])
