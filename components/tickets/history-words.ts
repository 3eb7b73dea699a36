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

/** What an audit entry of a ticket says happened, in words. */
export function historyWords({ action, from, to, detail = {} }: AuditView): string {
  if (to !== undefined) {
    return from === undefined ? 'Opened' : `From ${stateWord(from)} to ${stateWord(to)}`
  }
  const words: string[] = []
  const { assignee, priority, components, note } = detail
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
  return words.length > 0 ? words.join('; ') : actionWords(action)
}

/** "tickets.open-ticket" → "Open ticket". */
export function actionWords(action: string): string {
  const words = action.slice(action.indexOf('.') + 1).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
