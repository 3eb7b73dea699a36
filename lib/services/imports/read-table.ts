import { MAX_IMPORT_ROWS } from '../../contracts/imports/import'
import { type ColumnMatch, matchColumns, missingColumns } from '../../domain/imports/columns'
import { csvLine, readCsv } from '../../domain/imports/csv'
import type { ImportKindName } from '../../domain/imports/import-state'
import type { CellError, ImportRow } from '../../domain/imports/verdict'
import type { ImportFile } from './start-import'

export interface TableRow extends ImportRow {
  /** By field; what is empty is left out. */
  cells: Readonly<Record<string, string>>
  errors: CellError[]
}

/**
 * Rows are made when they are asked for: a worker that made a hundred thousand of them at once would be deaf to everything else
 * for seconds, its leases included.
 */
export interface Table {
  ok: true
  columns: ColumnMatch[]
  count: number
  row(index: number): TableRow
  cell(index: number, field: string): string | undefined
}

const MOST_TEXT = 2_000

/** Reads one file as a table of the kind; says in words why it is none. */
export function readTable(kind: ImportKindName, files: readonly ImportFile[]): Table | { ok: false; problem: string } {
  const [file, second] = files
  if (file === undefined) return refused('Nothing was sent.')
  if (second !== undefined) return refused('A table is one file: send the others each by itself.')
  const csv = readCsv(decodeText(file.bytes))
  if (!csv.ok) return refused(`${file.name}, line ${csv.line}: ${csv.message}.`)
  const columns = matchColumns(kind, csv.header)
  const missing = missingColumns(kind, columns)
  if (missing.length > 0) {
    return refused(
      `There is no column ${missing.join(' and none ')}. The first line has: ${csv.header.join(', ').slice(0, 300)}.`,
    )
  }
  if (csv.records.length === 0) return refused('There is no row below the first line.')
  if (csv.records.length > MAX_IMPORT_ROWS) {
    return refused(`It has ${csv.records.length} rows; at most ${MAX_IMPORT_ROWS} go at once.`)
  }
  const { header, records } = csv
  const places = new Map(columns.flatMap(({ field }, at) => (field === null ? [] : [[field, at] as const])))
  const cell = (index: number, field: string) => {
    const text = records[index]?.cells[places.get(field) ?? -1]?.trim()
    return text === '' ? undefined : text
  }
  return {
    ok: true,
    columns: columns.map((column) => ({ header: storable(column.header), field: column.field })),
    count: records.length,
    cell,
    row: (index) => {
      const { line, cells } = records[index] ?? { line: 0, cells: [] }
      const given = [...places.keys()].flatMap((field) => {
        const text = cell(index, field)
        return text === undefined ? [] : [[field, text] as const]
      })
      const surplus = cells.slice(header.length).some((each) => each.trim() !== '')
      const errors = surplus
        ? [{ column: '', message: `It has ${cells.length} cells, the first line ${header.length}` }]
        : []
      return {
        row: index + 1,
        line,
        file: null,
        text: storable(csvLine(cells)),
        cells: Object.fromEntries(given),
        errors,
      }
    },
  }
}

function refused(problem: string): { ok: false; problem: string } {
  return { ok: false, problem: storable(problem) }
}

/** UTF-8, UTF-16 with its mark, or what spreadsheets in the West saved before. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: no way to tell which of the older ones it is, and this is by far the most common.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** PostgreSQL keeps no NUL in text, and UTF-8 no lone surrogates. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').slice(0, MOST_TEXT).toWellFormed()
}
