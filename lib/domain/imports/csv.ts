export interface CsvRecord {
  /** Of the record's first character, from 1. */
  line: number
  cells: string[]
  /** As it stood in the file. */
  text: string
}

export type CsvTable =
  | { ok: true; delimiter: ',' | ';' | '\t'; header: string[]; records: CsvRecord[] }
  | { ok: false; line: number; message: string }

const DELIMITERS = [',', ';', '\t'] as const

/**
 * A table as spreadsheets save it: comma, semicolon or tab (whichever the first line has most of, outside of quotes), quotes
 * with doubled quotes inside, any line end, a byte order mark. Blank lines are passed over.
 */
export function readCsv(text: string): CsvTable {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text
  const delimiter = delimiterOf(source)
  const records: CsvRecord[] = []
  const reader = new Reader(source, delimiter)
  while (!reader.atEnd) {
    const record = reader.record()
    if (record === null) return { ok: false, line: reader.line, message: 'A quote is opened here and never closed' }
    if (record.cells.some((cell) => cell.trim() !== '')) records.push(record)
  }
  const [head, ...rows] = records
  if (head === undefined) return { ok: false, line: 1, message: 'There is nothing in it' }
  return { ok: true, delimiter, header: head.cells.map((cell) => cell.trim()), records: rows }
}

function delimiterOf(source: string): (typeof DELIMITERS)[number] {
  const first = (/^\s*[^\r\n]*/.exec(source)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string) => first.split(delimiter).length
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best))
}

class Reader {
  line = 1
  private at = 0
  /** What is left of a cell without quotes. */
  private readonly cell: RegExp

  constructor(
    private readonly source: string,
    private readonly delimiter: string,
  ) {
    this.cell = new RegExp(`[^${delimiter}\\r\\n]*`, 'y')
  }

  get atEnd(): boolean {
    return this.at >= this.source.length
  }

  /** The record that starts here; null where a quote is never closed: `line` is then where it was opened. */
  record(): CsvRecord | null {
    const start = this.at
    const line = this.line
    const cells: string[] = []
    for (;;) {
      const cell = this.source[this.at] === '"' ? this.quoted() : this.plain()
      if (cell === null) return null
      cells.push(cell)
      if (this.source[this.at] !== this.delimiter) break
      this.at++
    }
    const text = this.source.slice(start, this.at)
    this.lineEnd()
    return { line, cells, text }
  }

  private plain(): string {
    this.cell.lastIndex = this.at
    const cell = this.cell.exec(this.source)?.[0] ?? ''
    this.at += cell.length
    return cell
  }

  private quoted(): string | null {
    const opened = this.line
    let value = ''
    this.at++
    for (;;) {
      const close = this.source.indexOf('"', this.at)
      if (close === -1) {
        this.line = opened
        return null
      }
      const part = this.source.slice(this.at, close)
      this.line += part.match(/\r\n|\r|\n/g)?.length ?? 0
      value += part
      this.at = close + 1
      if (this.source[this.at] !== '"') break
      value += '"'
      this.at++
    }
    // What stands behind the closing quote belongs to the cell, as every spreadsheet reads it.
    return value + this.plain()
  }

  private lineEnd(): void {
    if (this.atEnd) return
    if (this.source[this.at] === '\r' && this.source[this.at + 1] === '\n') this.at++
    this.at++
    this.line++
  }
}

/** One line of a table, for a download: quoted where it has to be. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',')
}

/**
 * The same for people who open it in a spreadsheet: a cell that a program there would run as a formula stands behind an
 * apostrophe. Not for what is to be read back in.
 */
export function harmlessCsvLine(cells: readonly string[]): string {
  return csvLine(cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)))
}

function csvCell(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
