import type { TicketView } from '@/lib/contracts/tickets/ticket'

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'] as const

/** "Third repair of this server." */
export function retireWords({ repairsBefore }: Pick<TicketView, 'repairsBefore'>): string {
  const nth = repairsBefore + 1
  const word = ORDINALS[nth] ?? `${nth}th`
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} repair of this server`
}
