/** Of two that contradict each other the later one of a list counts: see `mergeFacts`. */
export const FORM_FACTORS = ['3.5"', '2.5"', '1.8"', 'mSATA', 'M.2', 'U.2', 'E1.S', 'E1.L', 'E3.S'] as const
export const DISK_INTERFACES = ['SATA', 'SAS', 'NVMe'] as const
export const MEMORY_TYPES = ['DDR3', 'DDR4', 'DDR5'] as const

/** What is known of a part, or of the component that it is to replace. sizeGb: 10^9 bytes of a disk, as its label says. */
export interface PartFacts {
  formFactor?: (typeof FORM_FACTORS)[number]
  interface?: (typeof DISK_INTERFACES)[number]
  sizeGb?: number
  memoryType?: (typeof MEMORY_TYPES)[number]
  speedMts?: number
}
export type FactName = keyof PartFacts

/** The facts in a value of any origin (a column, a payload), however its words are written; what is none is left out. */
export function readFacts(value: unknown): PartFacts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const given = new Map<string, unknown>(Object.entries(value))
  const formFactor = formFactorOf(given.get('formFactor'))
  const bus = wordOf(DISK_INTERFACES, given.get('interface'))
  const sizeGb = amountOf(given.get('sizeGb'))
  const memoryType = wordOf(MEMORY_TYPES, given.get('memoryType'))
  const speedMts = amountOf(given.get('speedMts'))
  return {
    ...(formFactor === undefined ? {} : { formFactor }),
    ...(bus === undefined ? {} : { interface: bus }),
    ...(sizeGb === undefined ? {} : { sizeGb }),
    ...(memoryType === undefined ? {} : { memoryType }),
    ...(speedMts === undefined ? {} : { speedMts }),
  }
}

/**
 * What two pieces of evidence tell together. Whatever order evidence comes in, and however often, the sum is the same:
 * where it contradicts itself, the larger number counts (a part that is too large fits), and the later word of its list.
 */
export function mergeFacts(a: PartFacts, b: PartFacts): PartFacts {
  return readFacts({
    formFactor: later(FORM_FACTORS, a.formFactor, b.formFactor),
    interface: later(DISK_INTERFACES, a.interface, b.interface),
    sizeGb: Math.max(a.sizeGb ?? 0, b.sizeGb ?? 0),
    memoryType: later(MEMORY_TYPES, a.memoryType, b.memoryType),
    speedMts: Math.max(a.speedMts ?? 0, b.speedMts ?? 0),
  })
}

export function sameFacts(a: PartFacts, b: PartFacts): boolean {
  return (['formFactor', 'interface', 'sizeGb', 'memoryType', 'speedMts'] as const).every((name) => a[name] === b[name])
}

/** fits: nothing known of the one contradicts what is known of the other; unknown: how much of it the part does not tell. */
export interface Fit {
  fits: boolean
  unknown: number
}

/**
 * Whether a part may replace a component: the same form factor and interface (or memory type), at least its size, and at
 * least its speed, as a faster DIMM runs in a slower slot. What is not known on either side contradicts nothing.
 */
export function fitOf(component: PartFacts, part: PartFacts): Fit {
  const [wanted, given] = [plain(component), plain(part)]
  const words = ['formFactor', 'interface', 'memoryType'] as const
  const amounts = ['sizeGb', 'speedMts'] as const
  const fits =
    words.every((name) => wanted[name] === undefined || given[name] === undefined || wanted[name] === given[name]) &&
    amounts.every((name) => (wanted[name] ?? 0) <= (given[name] ?? Number.POSITIVE_INFINITY))
  const unknown = [...words, ...amounts].filter((name) => wanted[name] !== undefined && given[name] === undefined)
  return { fits, unknown: unknown.length }
}

const MISFITS: Record<keyof PartFacts, (wanted: string, given: string) => string> = {
  formFactor: (wanted, given) => `is ${given}, and ${wanted} is needed`,
  interface: (wanted, given) => `is ${given}, and ${wanted} is needed`,
  memoryType: (wanted, given) => `is ${given}, and ${wanted} is needed`,
  sizeGb: (wanted, given) => `has ${given} GB, and at least ${wanted} GB are needed`,
  speedMts: (wanted, given) => `runs at ${given} MT/s, and at least ${wanted} MT/s are needed`,
}

/** The first thing in which a part contradicts what is known of a component, as the rest of a sentence about it; null: it fits. */
export function misfitOf(component: PartFacts, part: PartFacts): string | null {
  if (fitOf(component, part).fits) return null
  const [wanted, given] = [plain(component), plain(part)]
  const names = ['formFactor', 'interface', 'memoryType', 'sizeGb', 'speedMts'] as const
  const name = names.find((one) => !fitOf({ [one]: wanted[one] }, { [one]: given[one] }).fits)
  return name === undefined ? 'is of another kind' : MISFITS[name](String(wanted[name]), String(given[name]))
}

/** U.2 is 2.5" with NVMe, and some form factors have one interface only: said in one way, so that two can be compared. */
function plain(facts: PartFacts): PartFacts {
  const { formFactor } = facts
  if (formFactor === 'U.2') return { interface: 'NVMe', ...facts, formFactor: '2.5"' }
  if (formFactor === 'mSATA') return { interface: 'SATA', ...facts }
  const onlyNvme = formFactor === 'E1.S' || formFactor === 'E1.L' || formFactor === 'E3.S'
  return onlyNvme ? { interface: 'NVMe', ...facts } : facts
}

function later<Word extends string>(list: readonly Word[], a: Word | undefined, b: Word | undefined): Word | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return list.indexOf(a) < list.indexOf(b) ? b : a
}

function wordOf<Word extends string>(list: readonly Word[], value: unknown): Word | undefined {
  if (typeof value !== 'string') return undefined
  const plainWord = (word: string) => word.toLowerCase().replaceAll(/[\s._-]/g, '')
  return list.find((word) => plainWord(word) === plainWord(value))
}

/** smartctl says "2.5 inches", people write 2.5" or 2.5in. */
function formFactorOf(value: unknown): PartFacts['formFactor'] {
  if (typeof value !== 'string') return undefined
  const inches = /^(\d\.\d)\s*(?:"|''|in|inch|inches)$/i.exec(value.trim())?.[1]
  return wordOf(FORM_FACTORS, inches === undefined ? value : `${inches}"`)
}

/** A whole number from 1 that a 32-bit column could hold. */
function amountOf(value: unknown): number | undefined {
  const amount = typeof value === 'number' ? Math.floor(value) : 0
  return amount >= 1 && amount <= 2_147_483_647 ? amount : undefined
}
