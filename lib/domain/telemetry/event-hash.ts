/**
 * The content of an event as one string, the same for every way to write it: the time in UTC to the millisecond, the barcode
 * without case, the payload as canonical JSON. What it is hashed with is the service's.
 */
export function canonicalEvent(event: { barcode: string; at: string; kind: string }, payloadJson: string): string {
  const barcode = JSON.stringify(event.barcode.trim().toLowerCase())
  return `{"barcode":${barcode},"kind":${JSON.stringify(event.kind)},"payload":${payloadJson},"ts":"${event.at}"}`
}

/** JSON with sorted keys. What JSON has no word for (undefined) is left out of objects and null in arrays. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = value as Readonly<Record<string, unknown>>
  const written = sortedKeys(members).flatMap((key) =>
    members[key] === undefined ? [] : `${JSON.stringify(key)}:${canonicalJson(members[key])}`,
  )
  return `{${written.join(',')}}`
}

/**
 * The same of what jsonb can keep, written and looked at in one walk. Undefined for what it can't: a value that JSON has no word
 * for, a string with NUL or half a surrogate pair, more than `depth` levels.
 */
export function storableJson(value: unknown, depth: number): string | undefined {
  if (depth < 0) return undefined
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : undefined
  if (typeof value === 'boolean' || value === null) return `${value}`
  if (typeof value !== 'object') return undefined
  return Array.isArray(value) ? storableArray(value, depth) : storableObject(value, depth)
}

function storableArray(items: readonly unknown[], depth: number): string | undefined {
  let text = ''
  for (const item of items) {
    const written = storableJson(item, depth - 1)
    if (written === undefined) return undefined
    text += text === '' ? written : `,${written}`
  }
  return `[${text}]`
}

function storableObject(members: object, depth: number): string | undefined {
  const flat = flatJson(members as Readonly<Record<string, unknown>>)
  if (flat !== undefined && depth > 0) return flat
  let text = ''
  for (const key of sortedKeys(members)) {
    const name = quoted(key)
    const item = storableJson((members as Readonly<Record<string, unknown>>)[key], depth - 1)
    if (name === undefined || item === undefined) return undefined
    text += text === '' ? `${name}:${item}` : `,${name}:${item}`
  }
  return `{${text}}`
}

/**
 * An object without others in it, which nearly every payload is: JSON.stringify of a copy whose members have their order, as
 * a text put together from parts leaves five times as much behind to collect. Undefined where the walk has to write or refuse it.
 */
function flatJson(members: Readonly<Record<string, unknown>>): string | undefined {
  const copy: Record<string, unknown> = {}
  for (const key of sortedKeys(members)) {
    const value = members[key]
    const written = typeof value === 'string' || typeof value === 'boolean' || value === null || Number.isFinite(value)
    if (!written || hasOrderOfItsOwn(key)) return undefined
    copy[key] = value
  }
  const text = JSON.stringify(copy)
  return text.includes('\\u') ? undefined : text
}

/** Numbers come before all other keys of an object, whenever they are set; and __proto__ is none. */
const hasOrderOfItsOwn = (key: string): boolean => (key >= '0' && key < ':') || key === '__proto__'

/** By code unit. They are few, and often come in this order: `sort` would take more room for it than they do. */
function sortedKeys(members: object): string[] {
  const keys = Object.keys(members)
  if (keys.length > MOST_BY_HAND) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? ''
    let at = i
    for (; at > 0 && (keys[at - 1] ?? '') > key; at--) keys[at] = keys[at - 1] ?? ''
    keys[at] = key
  }
  return keys
}
const MOST_BY_HAND = 32

/** Printable ASCII without quote and backslash, which JSON writes as it is: nearly every string of an event. */
const AS_IT_IS = /^[ !#-[\]-~]*$/

function quoted(text: string): string | undefined {
  if (AS_IT_IS.test(text)) return `"${text}"`
  return text.isWellFormed() && !text.includes('\u0000') ? JSON.stringify(text) : undefined
}
