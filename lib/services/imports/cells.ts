import type { z } from 'zod'
import type { CellError } from '../../domain/imports/verdict'

const WHOLE = /^[+-]?\d{1,12}$/

/** Takes typed values out of a row's cells by the same schemas as the API, and collects every refusal by its column. */
export class Cells {
  readonly errors: CellError[]

  constructor(
    private readonly cells: Readonly<Record<string, string>>,
    before: readonly CellError[],
  ) {
    this.errors = [...before]
  }

  text<S extends z.ZodType>(field: string, schema: S): z.output<S> | undefined {
    const cell = this.cells[field]
    return cell === undefined ? undefined : this.parse(field, schema, cell)
  }

  required<S extends z.ZodType>(field: string, schema: S): z.output<S> | undefined {
    if (this.cells[field] === undefined) this.refuse(field, 'Is missing')
    return this.text(field, schema)
  }

  /** A whole number, also as spreadsheets show it: 1'000, 42.0, U12. */
  whole<S extends z.ZodType>(field: string, schema: S): z.output<S> | undefined {
    const cell = this.cells[field]
    if (cell === undefined) return undefined
    const plain = cell
      .replace(/^u\s*(?=\d)/i, '')
      .replaceAll(/(?<=\d)['’\s](?=\d{3})/g, '')
      .replace(/[.,]0+$/, '')
    if (WHOLE.test(plain)) return this.parse(field, schema, Number(plain))
    this.refuse(field, `“${shown(cell)}” is no whole number`)
    return undefined
  }

  /** Several values in one cell, between ; , or |. */
  list<S extends z.ZodType>(field: string, schema: S): z.output<S> | undefined {
    const cell = this.cells[field]
    if (cell === undefined) return undefined
    const parts = cell.split(/[;,|]/).map((part) => part.trim())
    return this.parse(field, schema, [...new Set(parts.filter((part) => part !== ''))])
  }

  refuse(column: string, message: string): void {
    this.errors.push({ column, message })
  }

  private parse<S extends z.ZodType>(field: string, schema: S, value: unknown): z.output<S> | undefined {
    const result = schema.safeParse(value)
    if (result.success) return result.data
    const cell = this.cells[field] ?? ''
    this.refuse(field, `“${shown(cell)}”: ${result.error.issues[0]?.message ?? 'not valid'}`)
    return undefined
  }
}

function shown(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell
}

/** The row in which each code stands first; of the others each says so. */
export function markRepeated(
  rows: readonly { row: number; code: string | undefined; errors: CellError[] }[],
  column: string,
): void {
  const first = new Map<string, number>()
  for (const { row, code, errors } of rows) {
    if (code === undefined) continue
    const key = code.toLowerCase()
    const before = first.get(key)
    if (before === undefined) first.set(key, row)
    else errors.push({ column, message: `${code} stands in row ${before} already` })
  }
}
