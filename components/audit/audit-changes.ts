interface Change {
  field: string
  from: unknown
  to: unknown
}

/** An entry's detail as what changed (`{field: {from, to}}`) and what else it says. */
export function changesOf(detail: Record<string, unknown>): { changes: Change[]; facts: [string, unknown][] } {
  const changes: Change[] = []
  const facts: [string, unknown][] = []
  for (const [field, value] of Object.entries(detail)) {
    if (isChange(value)) changes.push({ field: fieldWords(field), from: value.from, to: value.to })
    else facts.push([fieldWords(field), value])
  }
  return { changes, facts }
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const names = Object.keys(value).sort().join()
  return names === 'from,to'
}

/** "failureBudget" → "failure budget". */
function fieldWords(field: string): string {
  return field.replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}

export function kindOfValue(value: unknown): 'none' | 'text' | 'list' | 'object' {
  if (value === null || value === undefined || value === '') return 'none'
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none'
    return value.every((item) => typeof item !== 'object') ? 'list' : 'object'
  }
  return typeof value === 'object' ? 'object' : 'text'
}

/** "2026-11-29T14:20:00.000Z" → "2026-11-29 14:20:00 UTC"; yes and no for booleans. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? `${text.slice(0, 19).replace('T', ' ')} UTC` : text
}
