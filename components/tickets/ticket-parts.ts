import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { shortCode } from './ticket-place'

type Component = TicketView['components'][number]

/** What the card says about parts: none needed, waits for one, or the part with its shelf. */
export type PartsWord =
  | { kind: 'none' }
  | { kind: 'waiting'; count: number }
  | { kind: 'held'; sku: string; shelf: string; more: number }
  | { kind: 'settled' }

/** "W1 14-C-3": the warehouse (short within its datacenter) and the shelf. */
export function shelfText(part: NonNullable<Component['part']>, datacenter: string): string {
  const warehouse = part.warehouse === undefined ? '' : shortCode(part.warehouse, datacenter)
  return [warehouse, part.shelf].filter((word) => word !== undefined && word !== '').join(' ')
}

export function partsWord({ components, datacenter }: Pick<TicketView, 'components' | 'datacenter'>): PartsWord {
  const needed = components.filter((component) => component.part !== undefined)
  if (needed.length === 0) return { kind: components.some((one) => one.result !== undefined) ? 'settled' : 'none' }
  const waiting = needed.filter(({ part, result }) => part?.status === 'waiting' && result === undefined)
  if (waiting.length > 0) return { kind: 'waiting', count: waiting.length }
  const held = needed.filter(({ part, result }) => part?.status === 'reserved' && result === undefined)
  const part = held[0]?.part
  if (part === undefined) return { kind: 'settled' }
  return { kind: 'held', sku: part.sku ?? '', shelf: shelfText(part, datacenter), more: held.length - 1 }
}

/** One of its components has no part yet. */
export const waitsForPart = (ticket: Pick<TicketView, 'components' | 'datacenter'>): boolean =>
  partsWord(ticket).kind === 'waiting'
