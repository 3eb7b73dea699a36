import { countOf, formatCount } from '@/components/ui/numbers'
import type { BulkChangeView } from '@/lib/contracts/inventory/bulk-change'
import type { ServerChange } from '@/lib/contracts/inventory/server-batch'
import { SERVER_STATES } from '@/lib/domain/server-state'
import { HEALTH, healthWords, serverWords } from '@/lib/domain/state-words'
import { MANY_CHANGES } from '../servers/server-changes-words'

/** What is done to each server: "Mark broken". */
export function changeInWords(change: ServerChange): string {
  if (change.kind === 'move') return `Move to warehouse ${change.warehouse}`
  if (change.kind === 'transition' && change.destination !== undefined) return `Send to ${change.destination}`
  const value = change.kind === 'hold' ? 'hold' : change.to
  return MANY_CHANGES.find((one) => one.value === value)?.label ?? value
}

/** How many of how many are over, and how they ended. */
export function countsInWords({ status, total, done, already, refused }: BulkChangeView): string {
  const over = done + already + refused
  const parts = [
    status === 'DONE'
      ? `Done: ${countOf(done, 'server')} changed`
      : status === 'QUEUED'
        ? `Waits for a worker: ${countOf(total, 'server')}`
        : `${formatCount(over)} of ${countOf(total, 'server')}`,
    ...(already === 0 ? [] : [`${formatCount(already)} so already`]),
    ...(refused === 0 ? [] : [`${formatCount(refused)} refused`]),
  ]
  return parts.join(', ')
}

const flagWords: Readonly<Record<string, string>> = {
  'held true': 'on hold',
  'needsWipe true': 'wipe due',
  'tickets true': 'with a ticket',
  'firmware behind': 'firmware behind',
  'free true': 'free to plan',
  'free false': 'not free to plan',
}

function valueInWords(name: string, value: string): string {
  const state = name === 'state' ? SERVER_STATES.find((one) => one === value) : undefined
  const health = name === 'health' ? HEALTH.find((one) => one === value) : undefined
  if (state !== undefined) return serverWords[state].word.toLowerCase()
  return health === undefined ? value : healthWords[health].word.toLowerCase()
}

/** How the servers were chosen. */
export function askedInWords({ asked }: BulkChangeView): string {
  if ('barcodes' in asked) return `${countOf(asked.barcodes, 'server')} by barcode`
  const parts = Object.entries(asked.filter).map(([name, value]) => {
    const words = [value]
      .flat()
      .map((one) => valueInWords(name, String(one)))
      .join(' or ')
    return name === 'q' ? `found by “${words}”` : (flagWords[`${name} ${words}`] ?? `${name} ${words}`)
  })
  return parts.length === 0 ? 'All servers' : `All servers: ${parts.join(', ')}`
}
