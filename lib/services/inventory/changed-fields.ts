import type { Prisma } from '../../db/generated/client'

type Value = string | number | boolean | null | undefined | readonly string[]

/** What an edit changes, for the audit row: `{field: {from, to}}`; fields that are not given or stay are left out. */
export function changedFields<T extends Record<string, Value>>(
  before: T,
  given: { [K in keyof T]?: Value },
): Record<string, { from: Prisma.InputJsonValue | null; to: Prisma.InputJsonValue | null }> {
  const changes: Record<string, { from: Prisma.InputJsonValue | null; to: Prisma.InputJsonValue | null }> = {}
  for (const [name, to] of Object.entries(given)) {
    const from = before[name]
    if (to === undefined || JSON.stringify(from) === JSON.stringify(to)) continue
    changes[name] = { from: json(from), to: json(to) }
  }
  return changes
}

function json(value: Value): Prisma.InputJsonValue | null {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? [...value] : value
}
