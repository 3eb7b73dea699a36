import type { ImportView } from '../../contracts/imports/import'
import { type Ctx, inTransaction } from '../../db/context'
import { illegalTransition } from '../../domain/errors'
import { importMachine } from '../../domain/imports/import-state'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { findImport, toImportView } from './import-view'

/** Stops an import at its next rows. What “only the good rows” has written stays, of all or nothing nothing does. */
export async function cancelImport(ctx: Ctx, { id }: { id: string }): Promise<ImportView> {
  authorize(ctx, 'imports.start-import', 'anywhere')
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM imports WHERE id = ${id}::uuid FOR UPDATE`
    const before = toImportView(await findImport(tx, id))
    const { count } = await tx.db.import.updateMany({
      where: { id, status: { in: [...importMachine.sources('CANCELLED')] } },
      data: { status: 'CANCELLED', finishedAt: tx.clock(), leaseUntil: null },
    })
    if (count === 0) {
      throw illegalTransition('import', id, before.status, 'CANCELLED', importMachine.allowed(before.status))
    }
    await tx.db.importSource.deleteMany({ where: { importId: id } })
    await recordAudit(tx, {
      action: 'imports.cancel-import',
      entity: 'import',
      key: id,
      from: before.status,
      to: 'CANCELLED',
    })
    return toImportView(await findImport(tx, id))
  })
}
