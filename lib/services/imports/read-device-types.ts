import { setImmediate } from 'node:timers/promises'
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, type YAMLMap } from 'yaml'
import { MAX_IMPORT_ROWS } from '../../contracts/imports/import'
import type { CellError, ImportRow } from '../../domain/imports/verdict'
import { isDeviceTypePath, isZip } from '../../domain/imports/zip-directory'
import { decodeText, storable } from './read-table'
import type { ImportFile } from './start-import'
import { type Unpacked, unpackZip } from './unpack-zip'

/** One document of the library, its fields as plain values, with the line on which each stands. */
export interface DeviceDocument extends ImportRow {
  fields: ReadonlyMap<string, { value: unknown; line: number }>
  errors: CellError[]
}

export type DeviceFiles = { ok: true; documents: DeviceDocument[] } | { ok: false; problem: string }

const SEPARATE = 'A device type is a list of fields, “manufacturer: …” first'

/**
 * Reads files of NetBox's device type library: one device type a file, or several between `---`; or archives of them, as the library
 * is downloaded.
 */
export async function readDeviceTypes(files: readonly ImportFile[]): Promise<DeviceFiles> {
  const unpacked = await unpackAll(files)
  if (!unpacked.ok) return unpacked
  const documents: DeviceDocument[] = []
  for (const file of unpacked.files) {
    for (const document of documentsOf(file)) documents.push({ ...document, row: documents.length + 1 })
    // Some thousand files take seconds: between two of them others get their turn.
    await setImmediate()
    if (documents.length > MAX_IMPORT_ROWS) return { ok: false, problem: `At most ${MAX_IMPORT_ROWS} go at once.` }
  }
  return documents.length === 0
    ? { ok: false, problem: 'There is no device type in what was sent.' }
    : { ok: true, documents }
}

const unpackAll = async (files: readonly ImportFile[]): Promise<Unpacked> => {
  const all: ImportFile[] = []
  for (const file of files) {
    const unpacked = isZip(file.bytes) ? await unpackZip(file, isDeviceTypePath) : { ok: true as const, files: [file] }
    if (!unpacked.ok) return { ok: false, problem: storable(unpacked.problem) }
    all.push(...unpacked.files)
  }
  return { ok: true, files: all }
}

function documentsOf({ name, bytes }: ImportFile): DeviceDocument[] {
  const text = decodeText(bytes)
  const lines = new LineCounter()
  // Aliases are never followed, so none of them can grow without end: only scalars are taken out of it.
  const parsed = parseAllDocuments(text, { lineCounter: lines, merge: false, prettyErrors: false })
  const list: readonly Document.Parsed[] = Array.isArray(parsed) ? parsed : []
  return list.flatMap((document): DeviceDocument[] => {
    const [start, end] = [document.range[0], document.range[2]]
    const own = text.slice(start, end)
    if (document.contents === null && document.errors.length === 0) return []
    const at = (offset: number) => lines.linePos(offset).line
    const first = document.contents?.range[0] ?? start
    const row = { row: 0, line: at(first), file: storable(name), text: storable(own.trim()) }
    const broken = document.errors.map(({ message, pos }) => ({ line: at(pos[0]), message: plainMessage(message) }))
    if (broken.length > 0) {
      const errors = broken.map(({ line, message }) => ({ column: '', message: `Line ${line}: ${message}` }))
      return [{ ...row, line: broken[0]?.line ?? row.line, fields: new Map(), errors }]
    }
    if (!isMap(document.contents)) return [{ ...row, fields: new Map(), errors: [{ column: '', message: SEPARATE }] }]
    return [{ ...row, fields: fieldsOf(document.contents, at), errors: [] }]
  })
}

function plainMessage(message: string): string {
  return message.split('\n')[0]?.trim() ?? message
}

function fieldsOf(map: YAMLMap, at: (offset: number) => number): DeviceDocument['fields'] {
  const fields = new Map<string, { value: unknown; line: number }>()
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue
    const line = at(key.range?.[0] ?? 0)
    if (String(key.value) === 'power-ports') {
      for (const [path, each] of drawsOf(value, at, line)) fields.set(path, each)
    }
    fields.set(String(key.value), { value: plain(value), line })
  }
  return fields
}

/** `power-ports.1.maximum_draw`, each with its own line; what is no list is one field of the wrong kind. */
function drawsOf(
  value: unknown,
  at: (offset: number) => number,
  line: number,
): [string, { value: unknown; line: number }][] {
  if (!isSeq(value)) return []
  return value.items.flatMap((item, index): [string, { value: unknown; line: number }][] => {
    if (!isMap(item)) return [[`power-ports.${index + 1}`, { value: plain(item), line }]]
    const pair = item.items.find(({ key }) => isScalar(key) && key.value === 'maximum_draw')
    if (pair === undefined) return []
    const where = isScalar(pair.key) ? at(pair.key.range?.[0] ?? 0) : line
    return [[`power-ports.${index + 1}.maximum_draw`, { value: plain(pair.value), line: where }]]
  })
}

/** Scalars as they are; of what has parts only its kind is of interest. */
function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value
  if (isSeq(node)) return []
  return isNodeMap(node) ? {} : null
}

function isNodeMap(node: unknown): node is Node {
  return isMap(node)
}
