import type { ImportView } from '../../contracts/imports/import'
import { type Ctx, inTransaction } from '../../db/context'
import type { Operation } from '../../domain/access/permissions'
import type { ImportKindName, ImportMode } from '../../domain/imports/import-state'
import { enqueueImport } from '../../jobs/enqueue'
import { authorize } from '../access/authorize'
import { actorColumns } from '../access/stored-actor'
import { recordAudit } from '../audit/record-audit'
import { importSelect, toImportView } from './import-view'

export interface ImportFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

interface StartImport {
  kind: ImportKindName
  mode: ImportMode
  dryRun: boolean
  files: readonly ImportFile[]
}

/** What the rows of each kind do, at the least. */
export const CREATES: Record<ImportKindName, Operation> = {
  servers: 'inventory.create-server',
  racks: 'inventory.create-rack',
  'device-types': 'inventory.create-server-model',
}

/** Keeps what was sent and has a worker import it, as the one who sent it; how far it is stands in the import. */
export async function startImport(ctx: Ctx, input: StartImport): Promise<ImportView> {
  const { kind, mode, dryRun, files } = input
  authorize(ctx, 'imports.start-import', 'anywhere')
  authorize(ctx, CREATES[kind], kind === 'device-types' ? null : 'anywhere')
  return inTransaction(ctx, async (tx) => {
    const row = await tx.db.import.create({
      data: {
        ...{ kind, mode, dryRun },
        name: nameOf(files),
        files: files.length,
        bytes: files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
        ...actorColumns(tx.actor),
        createdAt: tx.clock(),
        sources: { create: files.map((file, position) => ({ position, name: file.name, body: file.bytes })) },
      },
      select: importSelect,
    })
    await recordAudit(tx, {
      action: 'imports.start-import',
      entity: 'import',
      key: row.id,
      to: row.status,
      detail: { kind, mode, dryRun, name: row.name },
    })
    await enqueueImport(tx, { importId: row.id })
    return toImportView(row)
  })
}

function nameOf(files: readonly ImportFile[]): string {
  const [first] = files
  return files.length === 1 && first !== undefined ? first.name : `${files.length} files`
}
