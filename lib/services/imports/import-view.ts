import { z } from 'zod'
import { type ImportView, importView } from '../../contracts/imports/import'
import type { Ctx, TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { datacentersFor } from '../../domain/access/permissions'
import { notFound } from '../../domain/errors'

export const importSelect = {
  id: true,
  kind: true,
  mode: true,
  dryRun: true,
  status: true,
  name: true,
  files: true,
  bytes: true,
  rows: true,
  done: true,
  added: true,
  changed: true,
  unchanged: true,
  bad: true,
  columns: true,
  problem: true,
  startedBy: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  sources: { select: { position: true }, take: 1 },
} as const satisfies Prisma.ImportSelect

export type ImportRecord = Prisma.ImportGetPayload<{ select: typeof importSelect }>

const { kind, mode, status, columns } = importView.shape

export function toImportView(row: ImportRecord): ImportView {
  const { id, dryRun, name, files, bytes, done, added, changed, unchanged, bad, startedBy } = row
  return {
    ...{ id, dryRun, name, files, bytes, done, added, changed, unchanged, bad, startedBy },
    kind: kind.parse(row.kind),
    mode: mode.parse(row.mode),
    status: status.parse(row.status),
    columns: columns.parse(row.columns),
    kept: row.sources.length > 0,
    ...(row.rows === null ? {} : { rows: row.rows }),
    ...(row.problem === null ? {} : { problem: row.problem }),
    createdAt: row.createdAt.toISOString(),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt.toISOString() }),
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt.toISOString() }),
  }
}

/** Which imports an actor sees: their own, and all where they may act everywhere. */
export function visibleImports(ctx: Ctx | TxCtx): Prisma.ImportWhereInput {
  return datacentersFor(ctx.actor.grants, 'imports.read') === 'all' ? {} : { actorKey: ctx.actor.key }
}

/** One that the actor sees, else `not-found`. */
export const findImport = async (ctx: Ctx | TxCtx, id: string): Promise<ImportRecord> => {
  const row = await ctx.db.import.findFirst({ where: { id, ...visibleImports(ctx) }, select: importSelect })
  if (row === null) throw notFound('import', id)
  return row
}

export const storedErrors = z.array(z.object({ column: z.string(), message: z.string() }))
