import { toQueryString } from '@/lib/client/api-fetch'

/** What the audit log is narrowed to, and the entry that stands open; all of it in the URL. Times in ISO, UTC. */
export interface AuditFilters {
  entity?: string | undefined
  key?: string | undefined
  actor?: string | undefined
  action?: string | undefined
  request?: string | undefined
  /** The life of one thing: `order:ORD-10391`. */
  of?: string | undefined
  since?: string | undefined
  until?: string | undefined
  cursor?: string | undefined
  /** The id of the open entry. */
  entry?: string | undefined
}

/** What can be asked for by name; another entity can still stand in the URL. */
export const AUDIT_ENTITIES = [
  'server',
  'rack',
  'rack-item',
  'warehouse',
  'datacenter',
  'server-model',
  'image',
  'order',
  'plan',
  'provision-job',
  'ticket',
  'stock',
  'spare-part',
  'part',
  'firmware-path',
  'telemetry-rule',
  'telemetry-dump',
  'import',
  'bulk-change',
  'hold',
  'user',
  'token',
] as const

/** The list's URL with some of its filters changed; another filter starts at the first page, without the panel. */
export function auditHref(filters: AuditFilters, change: Partial<AuditFilters> = {}): string {
  const keeps = Object.keys(change).every((name) => name === 'entry' || name === 'cursor')
  const base = keeps ? filters : { ...filters, cursor: undefined, entry: undefined }
  return `/audit${toQueryString({ ...base, ...change })}`
}

/** What the API is asked for. */
export function auditParams({ entity, key, actor, action, request, of, since, until, cursor }: AuditFilters) {
  return {
    ...(entity === undefined ? {} : { entity: [entity] }),
    ...(key === undefined ? {} : { key: [key] }),
    ...(actor === undefined ? {} : { actor: [actor] }),
    ...(action === undefined ? {} : { action: [action] }),
    ...(request === undefined ? {} : { request: [request] }),
    ...(of === undefined ? {} : { of }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(cursor === undefined ? {} : { cursor }),
  }
}

/** A form's "2026-11-23T14:20" means UTC; empty means no limit. */
export function instantOf(field: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field) ? `${field}:00Z` : undefined
}

/** The same the other way, for the form; a time that is none shows as empty. */
export function fieldOf(instant: string | undefined): string {
  const at = instant === undefined ? Number.NaN : Date.parse(instant)
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 16)
}

const places: Record<string, (key: string) => string> = {
  server: (key) => `/servers/${key}`,
  rack: (key) => `/racks/${key}`,
  order: (key) => `/orders/${key}`,
  ticket: (key) => `/tickets/${key}`,
  stock: (key) => `/stock?part=${key}`,
  'spare-part': (key) => `/stock?q=${key}`,
  import: (key) => `/import/${key}`,
  'bulk-change': (key) => `/bulk-changes/${key}`,
  'telemetry-dump': (key) => `/settings/dumps?dump=${key}`,
}

/** Where the thing of an entry is shown; undefined for what has no page. */
export function entityHref(entity: string, key: string): string | undefined {
  return places[entity]?.(encodeURIComponent(key))
}

const LIVES: readonly string[] = ['server', 'order', 'ticket']

/** The log of all that belongs to a thing; undefined for what has no life of its own. */
export function lifeHref(entity: string, key: string): string | undefined {
  return LIVES.includes(entity) ? auditHref({}, { of: `${entity}:${key}` }) : undefined
}

/** "order:ORD-1" → its entity and key; null for anything else. */
export function lifeFrom(of: string | undefined): { entity: string; key: string } | null {
  const [entity = '', ...rest] = of?.split(':') ?? []
  const key = rest.join(':')
  return LIVES.includes(entity) && /^[A-Za-z0-9._:-]{1,64}$/.test(key) ? { entity, key } : null
}
