/** Imports without a worker process: what was sent has been done when these return. */
import type { ImportRowView, ImportView } from '../contracts/imports/import'
import type { Ctx } from '../db/context'
import type { ImportKindName, ImportMode } from '../domain/imports/import-state'
import { getImport } from '../services/imports/get-import'
import { listImportRows } from '../services/imports/list-import-rows'
import { runImport } from '../services/imports/run-import'
import { startImport } from '../services/imports/start-import'

const running = new AbortController().signal

interface Sent {
  kind: ImportKindName
  mode?: ImportMode
  dryRun?: boolean
}

export const drainImport = async (ctx: Ctx, importId: string): Promise<ImportView> => {
  await runImport(ctx, { importId, stopping: running })
  return getImport(ctx, { id: importId })
}

export const importText = async (ctx: Ctx, sent: Sent, ...texts: string[]): Promise<ImportView> => {
  const files = texts.map((text, i) => ({ name: `file-${i + 1}`, bytes: Buffer.from(text) }))
  const { id } = await startImport(ctx, { mode: 'all', dryRun: false, ...sent, files })
  return drainImport(ctx, id)
}

/** What is wrong with each row: `row column: message`. */
export const complaints = async (ctx: Ctx, { id }: ImportView): Promise<string[]> => {
  const { items } = await listImportRows(ctx, { id, limit: 200 })
  return items.flatMap(({ row, errors }: ImportRowView) =>
    errors.map(({ column, message }) => `${row} ${column}: ${message}`),
  )
}
