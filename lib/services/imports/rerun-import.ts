import type { ImportView } from '../../contracts/imports/import'
import { type Ctx, inTransaction } from '../../db/context'
import { conflict } from '../../domain/errors'
import { type ImportMode, importActions, importMachine } from '../../domain/imports/import-state'
import { enqueueImport } from '../../jobs/enqueue'
import { authorize } from '../access/authorize'
import { actorColumns } from '../access/stored-actor'
import { recordAudit } from '../audit/record-audit'
import { findImport, importSelect, toImportView } from './import-view'
import { CREATES } from './start-import'

/** Imports what a dry run has checked, or what all-or-nothing has refused, as the one who says so. */
export async function rerunImport(ctx: Ctx, { id, mode }: { id: string; mode: ImportMode }): Promise<ImportView> {
  authorize(ctx, 'imports.start-import', 'anywhere')
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM imports WHERE id = ${id}::uuid FOR UPDATE`
    const before = toImportView(await findImport(tx, id))
    authorize(tx, CREATES[before.kind], before.kind === 'device-types' ? null : 'anywhere')
    const wanted = importActions(before).find(
      ({ action }) => action === (mode === 'all' ? 'import-all' : 'import-good'),
    )
    // Only the good ones of a file without bad ones is all of it: no reason to refuse an API client.
    if (
      wanted?.allowed === false &&
      !(mode === 'good' && before.bad === 0 && before.added + before.changed > 0 && before.kept)
    ) {
      throw conflict('conflict', wanted.reason ?? 'It cannot be imported now.')
    }
    const { count } = await tx.db.import.updateMany({
      where: { id, status: { in: [...importMachine.sources('QUEUED')] } },
      data: {
        ...{ status: 'QUEUED', mode, dryRun: false, rows: null, done: 0, added: 0, changed: 0, unchanged: 0, bad: 0 },
        ...{ leaseUntil: null, startedAt: null, finishedAt: null },
        ...actorColumns(tx.actor),
        createdAt: tx.clock(),
      },
    })
    if (count === 0) throw conflict('conflict', 'Only what was checked can be imported.')
    await tx.db.importRow.deleteMany({ where: { importId: id } })
    await recordAudit(tx, {
      action: 'imports.rerun-import',
      entity: 'import',
      key: id,
      from: before.status,
      to: 'QUEUED',
      detail: { mode },
    })
    await enqueueImport(tx, { importId: id })
    return toImportView(await tx.db.import.findUniqueOrThrow({ where: { id }, select: importSelect }))
  })
}
