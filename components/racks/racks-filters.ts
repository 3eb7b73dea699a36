import { toQueryString } from '@/lib/client/api-fetch'
import type { RackView } from '@/lib/contracts/inventory/rack'
import { SERVER_STATES, type ServerState } from '@/lib/domain/server-state'

/** How many racks a page of the row holds. */
export const RACKS_A_PAGE = 50
/** How many racks' contents are asked for at once, and are there at first paint. */
export const RACKS_A_CHUNK = 10

/** What the row of racks shows; all of it lives in the URL. `state` lights up those states and fades the others. */
export interface RacksFilters {
  datacenter?: string | undefined
  q?: string | undefined
  state: readonly ServerState[]
  server?: string | undefined
  cursor?: string | undefined
}

/** The states in which a server stands in a rack, in the order of the legend. */
export const RACK_STATES = [
  'IN_SERVICE',
  'RACKED',
  'ALLOCATED',
  'PROVISIONING',
  'REPAIRING',
  'BROKEN',
] as const satisfies readonly ServerState[]

/** Words from a URL that are states; others are left out. */
export function serverStates(words: readonly string[]): ServerState[] {
  return SERVER_STATES.filter((state) => words.some((word) => word.toUpperCase() === state))
}

/** The row's URL with some of it changed. Another datacenter or search starts at the first page. */
export function racksHref(filters: RacksFilters, change: Partial<RacksFilters> = {}): string {
  const again = 'datacenter' in change ? { cursor: undefined, server: undefined } : {}
  const { datacenter, q, state, server, cursor } = { ...filters, ...again, ...change }
  return `/racks${toQueryString({ datacenter, q, state, server, cursor })}`
}

/** Adds the state to those that are lit up, or takes it away. */
export function withState(filters: RacksFilters, state: ServerState): Partial<RacksFilters> {
  const on = filters.state.includes(state)
  return { state: on ? filters.state.filter((one) => one !== state) : [...filters.state, state] }
}

/** Servers by state over these racks. */
export function countStates(racks: readonly RackView[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const rack of racks) {
    for (const [state, count] of Object.entries(rack.states)) sums.set(state, (sums.get(state) ?? 0) + count)
  }
  return sums
}

/** Racks in chunks of at most `size`, in order. */
export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
}

/** "FRA1, row A": what changes from one rack to the next starts a new heading. */
export function rowHeading(rack: Pick<RackView, 'datacenter' | 'row'>, scoped: boolean): string {
  const row = rack.row === undefined ? 'Without a row' : `Row ${rack.row}`
  return scoped ? row : `${rack.datacenter}, ${row.charAt(0).toLowerCase()}${row.slice(1)}`
}
