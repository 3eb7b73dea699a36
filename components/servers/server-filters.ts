import { toQueryString } from '@/lib/client/api-fetch'
import { SERVER_STATES, type ServerState } from '@/lib/domain/server-state'

/** What the list of servers is narrowed to; all of it lives in the URL, and it is what the API is asked. */
export interface ServerFilters {
  q?: string | undefined
  state: readonly ServerState[]
  datacenter?: string | undefined
  model?: string | undefined
  rack?: string | undefined
  warehouse?: string | undefined
  order?: string | undefined
  tag?: string | undefined
  held?: 'true' | undefined
  needsWipe?: 'true' | undefined
  free?: 'true' | 'false' | undefined
  minCpuCores?: string | undefined
  minRamGb?: string | undefined
  minNvmeGb?: string | undefined
  destination?: string | undefined
  expectedOn?: string | undefined
  cursor?: string | undefined
}

/** Words from a URL that are states; others are left out. */
export function serverStates(words: readonly string[]): ServerState[] {
  return SERVER_STATES.filter((state) => words.some((word) => word.toUpperCase() === state))
}

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function serversHref(filters: ServerFilters, change: Partial<ServerFilters> = {}): string {
  return `/servers${toQueryString({ ...filters, cursor: undefined, ...change })}`
}

/** Filters that narrow beyond the scope, each with its words and how to take it away. */
export function filterChips(filters: ServerFilters): { label: string; without: Partial<ServerFilters> }[] {
  const { model, rack, warehouse, order, tag, held, needsWipe } = filters
  return [
    ...(model === undefined ? [] : [{ label: `Model ${model}`, without: { model: undefined } }]),
    ...(rack === undefined ? [] : [{ label: `Rack ${rack}`, without: { rack: undefined } }]),
    ...(warehouse === undefined ? [] : [{ label: `Warehouse ${warehouse}`, without: { warehouse: undefined } }]),
    ...(order === undefined ? [] : [{ label: `Order ${order}`, without: { order: undefined } }]),
    ...(tag === undefined ? [] : [{ label: `Tag ${tag}`, without: { tag: undefined } }]),
    ...(held === undefined ? [] : [{ label: 'On hold', without: { held: undefined } }]),
    ...(needsWipe === undefined ? [] : [{ label: 'Wipe due', without: { needsWipe: undefined } }]),
    ...capacityChips(filters),
  ]
}

/** Those that figures of capacity lead to. */
function capacityChips(filters: ServerFilters): { label: string; without: Partial<ServerFilters> }[] {
  const { free, minCpuCores, minRamGb, minNvmeGb, destination, expectedOn } = filters
  const words = { true: 'Free to plan', false: 'Not free to plan' }
  return [
    ...(free === undefined ? [] : [{ label: words[free], without: { free: undefined } }]),
    ...(minCpuCores === undefined
      ? []
      : [{ label: `At least ${minCpuCores} cores`, without: { minCpuCores: undefined } }]),
    ...(minRamGb === undefined ? [] : [{ label: `At least ${minRamGb} GB RAM`, without: { minRamGb: undefined } }]),
    ...(minNvmeGb === undefined ? [] : [{ label: `At least ${minNvmeGb} GB NVMe`, without: { minNvmeGb: undefined } }]),
    ...(destination === undefined ? [] : [{ label: `Bound for ${destination}`, without: { destination: undefined } }]),
    ...(expectedOn === undefined ? [] : [{ label: `Expected on ${expectedOn}`, without: { expectedOn: undefined } }]),
  ]
}

export function isNarrowed(filters: ServerFilters): boolean {
  return filters.q !== undefined || filters.state.length > 0 || filterChips(filters).length > 0
}
