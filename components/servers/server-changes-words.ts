import type { ServerChange } from '@/lib/contracts/inventory/server-batch'
import { SERVER_STATES } from '@/lib/domain/server-state'

/** What can be done to many servers at once, by the word of the address of its choice. */
export const MANY_CHANGES = [
  { value: 'BROKEN', label: 'Mark broken', danger: true },
  { value: 'REPAIRING', label: 'Start repair', danger: false },
  { value: 'RACKED', label: 'Mended or false alarm, back to racked', danger: false },
  { value: 'IN_WAREHOUSE', label: 'False alarm, back to the warehouse', danger: false },
  { value: 'IN_FACTORY_TEST', label: 'Start factory test', danger: false },
  { value: 'IN_TRANSIT', label: 'Send elsewhere', danger: false },
  { value: 'DECOMMISSIONED', label: 'Decommission', danger: true },
  { value: 'move', label: 'Move to a warehouse', danger: false },
  { value: 'hold', label: 'Hold', danger: false },
] as const
export type ManyChange = (typeof MANY_CHANGES)[number]['value']

/** What the dialog's fields say. */
export interface ChangeFields {
  what: ManyChange
  reason: string
  warehouse: string
  destination: string
  day: string
}

/** The change as the API wants it; null while a field that decides who is refused is empty. */
export function changeOf({ what, reason, warehouse, destination, day }: ChangeFields): ServerChange | null {
  if (what === 'move') return warehouse === '' ? null : { kind: 'move', warehouse }
  if (what === 'hold') return { kind: 'hold', reason }
  const to = SERVER_STATES.find((state) => state === what)
  if (to === undefined) return null
  return {
    kind: 'transition',
    to,
    reason,
    ...(to === 'IN_TRANSIT' && destination !== '' ? { destination } : {}),
    ...(to === 'IN_TRANSIT' && day !== '' ? { expectedAt: `${day}T00:00:00Z` } : {}),
  }
}

/** What still has to be said before it can be done, or null. */
export function missingField({ what, reason, warehouse, destination, day }: ChangeFields): string | null {
  if (what === 'move') return warehouse === '' ? 'Choose a warehouse.' : null
  if (what === 'IN_TRANSIT' && (destination === '' || day === '')) return 'Say where to and when.'
  return reason.trim() === '' ? 'Give a reason.' : null
}
