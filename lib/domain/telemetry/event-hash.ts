export type HashableEvent = { barcode: string; ts: Date; kind: string; payload: unknown }

/**
 * The content of an event as one string, the same for every way to write it: keys sorted by code unit at every depth,
 * no blanks, the time in UTC to the millisecond, the barcode without case. What it is hashed with is the service's.
 */
export function canonicalEvent(event: HashableEvent): string {
  return canonicalJson({
    barcode: event.barcode.trim().toLowerCase(),
    kind: event.kind,
    payload: event.payload,
    ts: event.ts.toISOString(),
  })
}

/** JSON with sorted keys. What JSON has no word for (undefined) is left out of objects and null in arrays. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}
