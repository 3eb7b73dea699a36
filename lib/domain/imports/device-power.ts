/**
 * What a server draws at most, from the draws of its supplies. Supplies are there twice so that one feed may fail: what the
 * server is allowed to draw is what half of them can give (rounded up), and a budget that counted all of them would leave half
 * of each rack empty. Null where no supply says what it draws.
 */
export function deviceDraw(supplies: readonly number[]): number | null {
  if (supplies.length === 0) return null
  const needed = Math.ceil(supplies.length / 2)
  const largest = [...supplies].sort((a, b) => b - a).slice(0, needed)
  return Math.ceil(largest.reduce((sum, watts) => sum + watts, 0))
}

export const WEIGHT_UNITS = ['kg', 'g', 'lb', 'oz'] as const
export type WeightUnit = (typeof WEIGHT_UNITS)[number]

const KG: Record<WeightUnit, number> = { kg: 1, g: 0.001, lb: 0.453_592_37, oz: 0.028_349_523_125 }

/** Whole kilograms, rounded up: a rack's load must not be counted too light. */
export function weightInKg(weight: number, unit: WeightUnit): number {
  // Of 1000 g the float is not quite 1 either way.
  return Math.ceil(Number((weight * KG[unit]).toFixed(6)))
}

/** "Dell", "PowerEdge R650" → "dell-poweredge-r650": NetBox's own rule for a slug, within our codes. */
export function slugOf(manufacturer: string, model: string): string {
  return `${manufacturer}-${model}`
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._\s-]/g, '')
    .replaceAll(/[\s_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64)
}
