import { toQueryString } from '@/lib/client/api-fetch'

/** Which graph is looked at, the way that is asked for, and the path whose panel is open; all of it in the URL. */
export interface FirmwareFilters {
  model?: string | undefined
  component?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** Id of a path. */
  path?: string | undefined
  /** Whose servers are counted; the scope of all pages. */
  datacenter?: string | undefined
}

/** The page's URL with some of it changed; another model or component starts without a question and without a panel. */
export function firmwareHref(filters: FirmwareFilters, change: Partial<FirmwareFilters> = {}): string {
  const { datacenter, model } = filters
  const kept = 'model' in change ? { datacenter } : 'component' in change ? { datacenter, model } : filters
  const next: FirmwareFilters = { ...kept, ...change }
  return `/firmware${toQueryString({ datacenter: next.datacenter, model: next.model, component: next.component, from: next.from, to: next.to, path: next.path })}`
}
