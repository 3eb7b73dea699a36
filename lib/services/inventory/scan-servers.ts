import { fieldErrors } from '../../contracts/field-errors'
import { type ScanView, scanInput } from '../../contracts/inventory/server'
import type { Ctx } from '../../db/context'
import { AppError, invalid, isAppError } from '../../domain/errors'
import { scanServer } from './scan-server'

/** What became of one line of a batch, in the order given. */
export type ScanLine =
  | { index: number; ok: true; created: boolean; server: ScanView }
  | { index: number; ok: false; error: AppError }

/** Scans a batch line by line, each in its own transaction: a refused line leaves the others as they are. */
export async function scanServers(ctx: Ctx, lines: readonly unknown[]): Promise<ScanLine[]> {
  const results: ScanLine[] = []
  for (const [index, line] of lines.entries()) {
    try {
      const parsed = scanInput.safeParse(line)
      if (!parsed.success) throw invalid(fieldErrors(parsed.error.issues))
      results.push({ index, ok: true, ...(await scanServer(ctx, parsed.data)) })
    } catch (error) {
      if (!isAppError(error)) ctx.log.error({ err: error, index }, 'a line of a scan batch failed')
      const refused = isAppError(error) ? error : new AppError('internal', 'Something went wrong on our side.')
      results.push({ index, ok: false, error: refused })
    }
  }
  return results
}
