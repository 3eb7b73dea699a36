import type { z } from 'zod'
import { toQueryString } from '@/lib/client/api-fetch'
import type { serverFilter } from '@/lib/contracts/inventory/server'
import { SERVER_COLUMNS, type ServerColumn } from '@/lib/domain/server-columns'
import { SERVER_SORTS, type ServerSort } from '@/lib/domain/server-sort'
import { SERVER_STATES, type ServerState } from '@/lib/domain/server-state'
import { HEALTH, type Health, healthWords } from '@/lib/domain/state-words'

/** What the list of servers is narrowed to; all of it lives in the URL, and it is what the API is asked. */
export interface ServerFilters {
  q?: string | undefined
  state: readonly ServerState[]
  health?: readonly Health[] | undefined
  datacenter?: string | undefined
  model?: string | undefined
  rack?: string | undefined
  warehouse?: string | undefined
  order?: string | undefined
  tag?: string | undefined
  held?: 'true' | undefined
  needsWipe?: 'true' | undefined
  tickets?: 'true' | undefined
  firmware?: 'behind' | undefined
  behind?: string | undefined
  unread?: string | undefined
  /** With the versions of it that are looked for. */
  component?: string | undefined
  version?: readonly string[] | undefined
  free?: 'true' | 'false' | undefined
  minCpuCores?: string | undefined
  minRamGb?: string | undefined
  minNvmeGb?: string | undefined
  destination?: string | undefined
  expectedOn?: string | undefined
  sort?: ServerSort | undefined
  cursor?: string | undefined
}

/** How the list looks: of the address, and no business of the API. */
export interface ServerLook {
  /** Those that are shown, in the order of `SERVER_COLUMNS`; the usual ones when nothing was chosen. */
  columns?: readonly ServerColumn[] | undefined
}

/** Words from a URL that are states; others are left out. */
export function serverStates(words: readonly string[]): ServerState[] {
  return SERVER_STATES.filter((state) => words.some((word) => word.toUpperCase() === state))
}

export function serverHealth(words: readonly string[]): Health[] {
  return HEALTH.filter((health) => words.some((word) => word.toUpperCase() === health))
}

/** The order that the address asks for; by barcode is how the list opens. */
export function serverSortOf(word: string | undefined): ServerSort | undefined {
  const sort = SERVER_SORTS.find((one) => one === word)
  return sort === 'barcode' ? undefined : sort
}

/** `state,model,serial` of an address. */
export function serverColumns(words: string | undefined): ServerColumn[] | undefined {
  if (words === undefined) return undefined
  const wanted = words.split(',')
  return SERVER_COLUMNS.filter((column) => wanted.includes(column))
}

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function serversHref(
  filters: ServerFilters & ServerLook,
  change: Partial<ServerFilters & ServerLook> = {},
): string {
  const { columns, ...asked } = { ...filters, cursor: undefined, ...change }
  return `/servers${toQueryString({ ...asked, columns: columns?.join(',') })}`
}

/** All that the list shows, as a file: filter, order and columns. */
export function csvHref(filters: ServerFilters & ServerLook): string {
  const { columns, cursor: _cursor, ...asked } = filters
  return `/api/v1/servers.csv${toQueryString({ ...asked, column: columns })}`
}

/** What the API is asked for this page of the list. */
export function listParams(filters: ServerFilters & ServerLook) {
  const { columns: _columns, ...asked } = filters
  return { ...asked, counted: 'true' }
}

/** The filter as a change of all that match takes it along. */
export function filterBody(filters: ServerFilters): z.input<typeof serverFilter> {
  const {
    state,
    health,
    datacenter,
    model,
    rack,
    warehouse,
    order,
    tag,
    destination,
    behind,
    unread,
    version = [],
    minCpuCores,
    minRamGb,
    minNvmeGb,
    sort: _sort,
    cursor: _cursor,
    ...asked
  } = filters
  const listOf = <T>(value: T | undefined) => (value === undefined ? undefined : [value])
  const codes = { datacenter, destination, model, rack, warehouse, order, tag, behind, unread }
  const least = Object.entries({ minCpuCores, minRamGb, minNvmeGb })
  return {
    ...given(asked),
    ...given(Object.fromEntries(least.map(([name, value]) => [name, value === undefined ? value : Number(value)]))),
    ...given(Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, listOf(code)]))),
    ...(state.length === 0 ? {} : { state: [...state] }),
    ...(version.length === 0 ? {} : { version: [...version] }),
    ...(health === undefined || health.length === 0 ? {} : { health: [...health] }),
  }
}

const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>

/** Filters that narrow beyond the scope, each with its words and how to take it away. */
export function filterChips(filters: ServerFilters): { label: string; without: Partial<ServerFilters> }[] {
  const { model, rack, warehouse, order, tag, held, needsWipe, tickets, health = [] } = filters
  return [
    ...health.map((one) => ({
      label: healthWords[one].word,
      without: { health: health.filter((other) => other !== one) },
    })),
    ...(model === undefined ? [] : [{ label: `Model ${model}`, without: { model: undefined } }]),
    ...(rack === undefined ? [] : [{ label: `Rack ${rack}`, without: { rack: undefined } }]),
    ...(warehouse === undefined ? [] : [{ label: `Warehouse ${warehouse}`, without: { warehouse: undefined } }]),
    ...(order === undefined ? [] : [{ label: `Order ${order}`, without: { order: undefined } }]),
    ...(tag === undefined ? [] : [{ label: `Tag ${tag}`, without: { tag: undefined } }]),
    ...(held === undefined ? [] : [{ label: 'On hold', without: { held: undefined } }]),
    ...(needsWipe === undefined ? [] : [{ label: 'Wipe due', without: { needsWipe: undefined } }]),
    ...(tickets === undefined ? [] : [{ label: 'With a ticket', without: { tickets: undefined } }]),
    ...firmwareChips(filters),
    ...capacityChips(filters),
  ]
}

/** Those that figures of firmware lead to. */
function firmwareChips(filters: ServerFilters): { label: string; without: Partial<ServerFilters> }[] {
  const { firmware, behind, unread, component, version = [] } = filters
  return [
    ...(firmware === undefined ? [] : [{ label: 'Firmware behind', without: { firmware: undefined } }]),
    ...(behind === undefined ? [] : [{ label: `${behind} behind`, without: { behind: undefined } }]),
    ...(unread === undefined ? [] : [{ label: `${unread} never read`, without: { unread: undefined } }]),
    ...(component === undefined || version.length === 0
      ? []
      : [{ label: `${component} ${version.join(' or ')}`, without: { component: undefined, version: undefined } }]),
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
