/** What the bits of a payload's field say, the lowest first. NVMe base specification 2.0, figure 207. */
export const BIT_NAMES: Readonly<Record<string, readonly { bit: number; name: string }[]>> = {
  criticalWarning: [
    { bit: 1, name: 'spare blocks low' },
    { bit: 2, name: 'too hot or too cold' },
    { bit: 4, name: 'unreliable' },
    { bit: 8, name: 'read-only' },
    { bit: 16, name: 'cache backup failed' },
    { bit: 32, name: 'persistent memory region' },
  ],
}

/** The names of the bits that are set; one without a name by its value. */
export function bitsInWords(field: string, value: number): string[] {
  const named = BIT_NAMES[field] ?? []
  const words = named.filter(({ bit }) => (value & bit) !== 0).map(({ name }) => name)
  const rest = value & ~named.reduce((all, { bit }) => all | bit, 0)
  for (let bit = 1; bit <= rest && bit > 0; bit *= 2) if ((rest & bit) !== 0) words.push(`bit ${bit}`)
  return words
}
