import type { z } from 'zod'
import { isCode } from '../../domain/code'
import type { CellError } from '../../domain/imports/verdict'
import type { Table } from './read-table'

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

/** Of each row whose code stands in an earlier one already: which one that is. By position and row, from 1. */
export function findRepeated(
  count: number,
  codeAt: (index: number) => string | undefined,
): ReadonlyMap<number, number> {
  const first = new Map<string, number>()
  const repeated = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const key = codeAt(index)?.toLowerCase()
    if (key === undefined) continue
    const before = first.get(key)
    if (before === undefined) first.set(key, index + 1)
    else repeated.set(index, before)
  }
  return repeated
}

/** Codes for a lock: what is none is no row's, and the database would choke on some of it. */
export function codesAt(table: Table, field: string, from: number, to: number): string[] {
  const codes = new Set<string>()
  for (let index = from; index < to; index++) {
    const code = table.cell(index, field)
    if (code !== undefined && isCode(code)) codes.add(code)
  }
  return [...codes]
}
