/** What changed, as the server sends it over /api/v1/events. `key` is a code, number or id. */
export interface Change {
  entity: string
  key: string
  datacenter?: string | null | undefined
}

export type QueryKey = readonly unknown[]

/**
 * Query keys are `[entity, 'list', params]`, `[entity, key]` or `[entity, key, part]`. The derived roots are
 * 'capacity' (figures and shapes), 'elevation' (a rack with what stands in it) and 'search' (the palette).
 */
export const queryKeys = {
  list: (entity: string, params: object = {}) => [entity, 'list', params] as const,
  one: (entity: string, key: string) => [entity, key] as const,
  part: (entity: string, key: string, part: string, params: object = {}) => [entity, key, part, params] as const,
}

/** Roots, beside the entity's own, whose views show something of it. */
const alsoShownIn: Record<string, readonly string[]> = {
  server: ['capacity', 'elevation', 'rack', 'search'],
  rack: ['capacity', 'elevation', 'search'],
  'rack-item': ['elevation', 'rack'],
  warehouse: ['stock', 'search'],
  datacenter: ['capacity'],
  incident: [],
  import: [],
  'bulk-change': [],
  'server-model': ['server', 'capacity', 'elevation', 'firmware-graph', 'order'],
  order: ['capacity', 'search'],
  plan: ['order'],
  'provision-job': ['order', 'server', 'capacity'],
  ticket: ['server', 'elevation', 'capacity', 'search', 'part'],
  stock: ['spare-part', 'ticket', 'capacity', 'part'],
  part: ['stock'],
  'spare-part': ['stock', 'search'],
  'firmware-path': ['server', 'firmware-graph', 'order'],
  hold: ['server', 'capacity', 'elevation'],
  // Dry runs, which compare with the rules as they stand.
  'telemetry-rule': ['telemetry'],
}

/**
 * The keys to invalidate for one change: the entity's lists and the one item, and the whole of each root that shows it.
 * Every change writes an audit row, so the audit list is always among them.
 */
export function keysTouchedBy(change: Change): QueryKey[] {
  const roots = alsoShownIn[change.entity] ?? []
  return [[change.entity, 'list'], [change.entity, change.key], ...roots.map((root) => [root]), ['audit']]
}
