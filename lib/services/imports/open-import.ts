import type { ImportKindName } from '../../domain/imports/import-state'
import { openDeviceTypes } from './import-device-types'
import type { ImportReading } from './import-pass'
import { openRacks } from './import-racks'
import { openServers } from './import-servers'
import { readDeviceTypes } from './read-device-types'
import { readTable } from './read-table'
import type { ImportFile } from './start-import'

/** Reads what was sent as the kind that it was sent as. */
export async function openImport(kind: ImportKindName, files: readonly ImportFile[]): Promise<ImportReading> {
  if (kind === 'device-types') {
    const read = await readDeviceTypes(files)
    return read.ok ? { ok: true, pass: openDeviceTypes(read.documents) } : read
  }
  const table = readTable(kind, files)
  if (!table.ok) return table
  return { ok: true, pass: kind === 'servers' ? openServers(table) : openRacks(table) }
}
