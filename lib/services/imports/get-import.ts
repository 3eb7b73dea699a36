import type { ImportView } from '../../contracts/imports/import'
import type { Ctx } from '../../db/context'
import { authorize } from '../access/authorize'
import { findImport, toImportView } from './import-view'

export async function getImport(ctx: Ctx, { id }: { id: string }): Promise<ImportView> {
  authorize(ctx, 'imports.read', 'anywhere')
  return toImportView(await findImport(ctx, id))
}
