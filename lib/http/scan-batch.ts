import 'server-only'
import type { ScanBatchView } from '../contracts/inventory/server'
import type { ScanLine } from '../services/inventory/scan-servers'
import { toProblem } from './problem'

/** A batch's lines as the API answers them: each with the status and body that it would have had alone. */
export function scanBatch(lines: readonly ScanLine[], requestId: string): ScanBatchView {
  return {
    results: lines.map((line) => {
      if (line.ok) return { index: line.index, status: line.created ? 201 : 200, server: line.server }
      const problem = toProblem(line.error, requestId)
      return { index: line.index, status: problem.status, problem }
    }),
  }
}
