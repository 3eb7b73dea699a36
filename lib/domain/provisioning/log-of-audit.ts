import { fieldsOf, numberOf } from './json-fields'
import type { AuditRecord, RankedLine } from './log-line'
import { RANK } from './log-line'

type Line = Pick<RankedLine, 'kind' | 'text'> & { rank?: number }

/** What was decided about the whole job: who claimed it, retries, skips, cancels, its end. */
export function linesOfAudit(records: readonly AuditRecord[]): RankedLine[] {
  return records.flatMap((record) => {
    const line = lineOf(record)
    return line === null ? [] : [{ at: record.at, rank: RANK.first, ...line }]
  })
}

function lineOf(record: AuditRecord): Line | null {
  const { action, reason } = record
  if (action === 'provisioning.phone-home') return { kind: 'health', text: 'The installed image phoned home' }
  if (fieldsOf(record.detail).requested === true)
    return {
      kind: 'cancel',
      text: `Cancel asked for${by(record)}${because(reason)}; it ends after the step or hop at hand`,
    }
  switch (record.to) {
    case 'PENDING':
      return waiting(record)
    case 'RUNNING':
      return claimed(record)
    case 'SUCCESS':
      return { kind: 'done', text: 'All steps are done', rank: RANK.last }
    case 'FAILED':
      return { kind: 'fail', text: reason ?? 'It failed without saying why', rank: RANK.last }
    case 'CANCELLED':
      return { kind: 'cancel', text: `Cancelled${because(reason)}`, rank: RANK.last }
    default:
      return null
  }
}

function waiting(record: AuditRecord): Line {
  const { from, reason } = record
  if (from === 'RUNNING')
    return {
      kind: 'queue',
      text: `${reason ?? 'Its worker let go of it.'} The next one goes on where it stands`,
      rank: RANK.last,
    }
  if (from !== 'FAILED') return { kind: 'queue', text: 'Made; waits for a worker' }
  return record.action === 'provisioning.skip-step'
    ? { kind: 'skip', text: `The step that failed is skipped${by(record)}${because(reason)}` }
    : { kind: 'retry', text: `Tried again at the step that failed${by(record)}` }
}

function claimed(record: AuditRecord): Line {
  const attempt = numberOf(fieldsOf(record.detail).attempt)
  const worker = record.who === null ? 'a worker' : record.who
  return { kind: 'claim', text: `Claimed by ${worker}${attempt === null ? '' : `, attempt ${attempt}`}` }
}

const by = ({ who }: AuditRecord): string => (who === null ? '' : ` by ${who}`)
const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`)
