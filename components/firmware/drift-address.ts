import { serversHref } from '@/components/servers/server-filters'
import { toQueryString } from '@/lib/client/api-fetch'

/** Whose drift is looked at: a datacenter's, and racks by one component; all of it in the URL. */
export interface DriftFilters {
  datacenter?: string | undefined
  component?: string | undefined
  cursor?: string | undefined
}

/** The page's URL with some of it changed; another order of racks starts at the first page. */
export function driftHref(filters: DriftFilters, change: Partial<DriftFilters> = {}): string {
  const { datacenter, component, cursor } = { ...filters, cursor: undefined, ...change }
  return `/firmware/drift${toQueryString({ datacenter, component, cursor })}`
}

/** Which servers a figure counts. */
export interface Counted {
  datacenter?: string | undefined
  model?: string | undefined
  rack?: string | undefined
  /** Not at some target, whichever. */
  firmware?: 'behind'
  behind?: string
  unread?: string
  component?: string
  version?: readonly string[]
}

/** The list of servers that has exactly those that a figure counts. */
export function countedHref(counted: Counted): string {
  return serversHref({ state: [], ...counted })
}
