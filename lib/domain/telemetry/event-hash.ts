export type HashableEvent = { barcode: string; ts: Date; kind: string; payload: unknown }

/**
 * The content of an event as one string, the same for every way to write it: keys sorted by code unit at every depth,
 * no blanks, the time in UTC to the millisecond, the barcode without case. What it is hashed with is the service's.
 */
export function canonicalEvent(event: HashableEvent): string {
  return canonicalEventOf({ ...event, at: event.ts.toISOString() }, canonicalJson(event.payload))
}

/** The same where the payload's canonical JSON is at hand, and the time as its text in UTC to the millisecond. */
export function canonicalEventOf(event: { barcode: string; at: string; kind: string }, payloadJson: string): string {
  const barcode = quoted(event.barcode.trim().toLowerCase())
  return `{"barcode":${barcode},"kind":${quoted(event.kind)},"payload":${payloadJson},"ts":"${event.at}"}`
}

/** JSON with sorted keys. What JSON has no word for (undefined) is left out of objects and null in arrays. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  const members = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const key of sortedKeys(members)) {
    const item = members[key]
    if (item !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(item)}`
  }
  return `{${text}}`
}

/** By code unit; what one program sends comes in one order, which often is this one. */
function sortedKeys(members: object): string[] {
  const keys = Object.keys(members)
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.sort()
  return keys
}

/** Printable ASCII without quote and backslash, which JSON writes as it is: nearly every string of an event. */
const AS_IT_IS = /^[ !#-[\]-~]*$/

const quoted = (text: string): string => (AS_IT_IS.test(text) ? `"${text}"` : JSON.stringify(text))
