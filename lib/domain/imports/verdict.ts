/** What is wrong with a row; column is a field's name, empty for the whole row. */
export interface CellError {
  column: string
  message: string
}

export type Outcome = 'added' | 'changed' | 'unchanged' | 'bad'

/** One row of a file, or one document of a device type library. */
export interface ImportRow {
  /** From 1, the header not counted. */
  row: number
  line: number
  file: string | null
  text: string
}

/** What becomes of a row. Bad ones have errors, the others none. */
export interface Verdict {
  row: ImportRow
  outcome: Outcome
  errors: readonly CellError[]
}

export type Counts = Record<Outcome, number>

export function countVerdicts(verdicts: readonly Verdict[]): Counts {
  const counts: Counts = { added: 0, changed: 0, unchanged: 0, bad: 0 }
  for (const { outcome } of verdicts) counts[outcome]++
  return counts
}
