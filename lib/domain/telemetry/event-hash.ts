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
  let text = ''
  for (const key of sortedKeys(members)) {
    const name = quoted(key)
    const item = storableJson((members as Readonly<Record<string, unknown>>)[key], depth - 1)
    if (name === undefined || item === undefined) return undefined
    text += text === '' ? `${name}:${item}` : `,${name}:${item}`
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

function quoted(text: string): string | undefined {
  if (AS_IT_IS.test(text)) return `"${text}"`
  return text.isWellFormed() && !text.includes('\u0000') ? JSON.stringify(text) : undefined
}
