import type { TicketView } from '@/lib/contracts/tickets/ticket'

type Place = Pick<TicketView, 'place' | 'datacenter'>

/** A code without the datacenter's that begins it, for where that one is known: FRA1-A07 in FRA1 is A07. */
export function shortCode(code: string, datacenter: string): string {
  const prefix = `${datacenter}-`.toLowerCase()
  return code.length > prefix.length && code.toLowerCase().startsWith(prefix) ? code.slice(prefix.length) : code
}

/** What one looks for when standing there: the unit in a rack, else the warehouse. */
export function spotOf({ place, datacenter }: Place): string {
  if (place.u !== undefined) return `U${place.u}`
  return place.warehouse === undefined ? '–' : shortCode(place.warehouse, datacenter)
}

/** The place in words, for names that are read out: "rack FRA1-A07, U21". */
export function placeWords({ place, datacenter }: Place): string {
  if (place.rack !== undefined) return `rack ${place.rack}${place.u === undefined ? '' : `, U${place.u}`}`
  return place.warehouse === undefined ? `in ${datacenter}, no place known` : `warehouse ${place.warehouse}`
}
