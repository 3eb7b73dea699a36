import type { Ctx, TxCtx } from '../../db/context'
import type { ColumnMatch } from '../../domain/imports/columns'
import type { ImportRow, Verdict } from '../../domain/imports/verdict'
import type { Occupant } from '../../domain/rack-space'

/** Places that earlier rows of the same pass will take, by rack: a look that writes nothing finds them nowhere else. */
export type Claims = Map<number, Occupant[]>

/**
 * What was read of an import, and what its kind does with it. `judge` and `write` cost the same number of statements however
 * many rows they are given; a row that is written was judged in the same transaction, after `lock`.
 */
export interface ImportPass {
  readonly count: number
  row(index: number): ImportRow
  readonly columns: readonly ColumnMatch[]
  /** What writing these rows needs locked, in the one order of locks. */
  lock(tx: TxCtx, from: number, to: number): Promise<void>
  judge(ctx: Ctx | TxCtx, from: number, to: number, claims: Claims): Promise<Verdict[]>
  write(tx: TxCtx, verdicts: readonly Verdict[], about: { importId: string }): Promise<void>
}

export type ImportReading = { ok: true; pass: ImportPass } | { ok: false; problem: string }
