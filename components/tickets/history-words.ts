import type { AuditView } from '@/lib/contracts/audit/audit'
import { ticketWords } from '@/lib/domain/state-words'
import { TICKET_STATES } from '@/lib/domain/ticket-state'

const stateWord = (state: string): string => {
  const known = TICKET_STATES.find((one) => one === state)
  return known === undefined ? state : ticketWords[known].word
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const name = (value: unknown): string => (typeof value === 'string' ? value : 'nobody')

const scanWords: Record<string, (code: string, component: string) => string> = {
  'server-confirmed': (code) => `Server confirmed by ${code}`,
  'part-removed': (code, component) => `${code} taken out${component === code ? '' : ` for ${component}`}`,
  'part-installed': (code, component) => `${code} put in for ${component}`,
  'serial-noted': (code, component) => `${code} noted as the serial of the new part for ${component}`,
}

const undoneWords: Record<string, string> = {
  'scan-server': 'the server',
  remove: 'what came out',
  install: 'what went in',
}

const names = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '')

/** A step of a repair, as recorded; null for an entry of another kind. */
function repairWords({ detail = {} }: Pick<AuditView, 'detail'>): string | null {
  const { did, code, component, note, undone, verified, recovered, how } = detail
  const noted = typeof note === 'string' ? `: ${note}` : ''
  if (typeof did === 'string') {
    const words = scanWords[did]?.(String(code), String(component)) ?? did
    return `${words}${noted}`
  }
  if (typeof undone === 'string') return `Scan of ${undoneWords[undone] ?? undone} taken back`
  if (verified !== undefined) return `${names(verified)} well${how === 'telemetry' ? ', by its own report' : noted}`
  return recovered === undefined ? null : `${names(recovered)} reported well by itself`
}

/** What an audit entry of a ticket says happened, in words. */
export function historyWords({ action, from, to, detail = {} }: AuditView): string {
  const step = repairWords({ detail })
  if (step !== null) return step
  if (to !== undefined) {
    return from === undefined ? 'Opened' : `From ${stateWord(from)} to ${stateWord(to)}`
  }
  const words: string[] = []
  const { assignee, priority, components, note, photo } = detail
  if (isRecord(photo)) words.push(action === 'tickets.delete-photo' ? 'Photo deleted' : 'Photo added')
  if (isRecord(assignee)) {
    words.push(assignee.to === null ? `Given back by ${name(assignee.from)}` : `Taken by ${name(assignee.to)}`)
  }
  if (isRecord(priority)) words.push(`Priority from ${name(priority.from)} to ${name(priority.to)}`)
  if (Array.isArray(components)) {
    words.push(
      ...components
        .filter(isRecord)
        .map(({ name: part, result }) =>
          result === undefined
            ? String(part)
            : `${String(part)} ${result === 'not-needed' ? 'not needed' : 'replaced'}`,
        ),
    )
  }
  if (typeof note === 'string') words.push(`Note: ${note}`)
  if (detail.outOfService === true) words.push('Server taken out of service')
  return words.length > 0 ? words.join('; ') : actionWords(action)
}

/** "tickets.open-ticket" → "Open ticket". */
export function actionWords(action: string): string {
  const words = action.slice(action.indexOf('.') + 1).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
