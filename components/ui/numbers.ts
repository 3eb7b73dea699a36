const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** 1904640 → "1,904,640". */
export function formatCount(value: number): string {
  return grouped.format(value)
}

/** Watts as kW: 612400 → "612", 6430 → "6.4" (one decimal under 100 kW). */
export function formatKilowatts(watts: number): string {
  const kilowatts = watts / 1_000
  return Math.abs(kilowatts) < 100 ? oneDecimal.format(kilowatts) : grouped.format(kilowatts)
}

/** Whole cents in the installation's currency: 123456, 'EUR' → "€1,234.56", and 123400 → "€1,234". */
export function formatMoney(cents: number, currency: string): string {
  const format = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
  return new Intl.NumberFormat('en-US', format).format(cents / 100)
}

/** "1 server", "2 servers"; irregular plurals are given. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}
