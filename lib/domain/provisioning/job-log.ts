import { type AuditRecord, type JobRecords, type LogLine, RANK, type RankedLine } from './log-line'
import { linesOfAudit } from './log-of-audit'
import { linesOfHops } from './log-of-hops'
import { linesOfSteps } from './log-of-steps'

/** All that is recorded of a job as one log, oldest first; the newest `limit` lines where there are more. */
export function jobLog(records: JobRecords, now: Date, limit: number): { lines: LogLine[]; more: boolean } {
  const lines: RankedLine[] = [
    ...linesOfAudit(saidOnce(records)),
    ...linesOfSteps(records),
    ...linesOfHops(records.hops),
    ...present(records, now),
  ].sort((a, b) => a.at.getTime() - b.at.getTime() || a.rank - b.rank)
  const kept = lines.slice(-limit).map(({ rank: _, ...line }) => line)
  return { lines: kept, more: lines.length > kept.length }
}

/** Why it failed last stands at the step that failed, and of the audit rows only earlier tries say so. */
function saidOnce({ steps, audit }: JobRecords): readonly AuditRecord[] {
  if (!steps.some(({ status }) => status === 'FAILED')) return audit
  const last = audit.findLastIndex(({ to }) => to === 'FAILED')
  return audit.filter((_, index) => index !== last)
}

/** What it waits for at this moment: the last line, since nobody notes when a wait began. */
function present({ status, waitingFor, notBefore, steps }: JobRecords, now: Date): RankedLine[] {
  if (waitingFor === null || (status !== 'RUNNING' && status !== 'PENDING')) return []
  const running = steps.find((step) => step.status === 'RUNNING')
  return [
    {
      at: now,
      ...(running === undefined ? {} : { step: running.position }),
      kind: 'wait',
      text: notBefore === null ? waitingFor : `${waitingFor}, next look ${inSeconds(notBefore, now)}`,
      rank: RANK.present,
    },
  ]
}

function inSeconds(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1_000)
  if (seconds <= 0) return 'now'
  return seconds < 120 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`
}
