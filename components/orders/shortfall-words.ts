import type { Shape } from '@/components/capacity/shape-fit'
import { countOf, formatCount } from '@/components/ui/numbers'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'

type Shortfall = InfeasibleDetails['shortfall'][number]

export const SHORT_RESOURCES = ['cpuCores', 'ramGb', 'nvmeGb'] as const

export const shortNames = {
  cpuCores: { row: 'Cores', of: 'cores', unit: '' },
  ramGb: { row: 'RAM, GB', of: 'RAM', unit: ' GB of' },
  nvmeGb: { row: 'NVMe, GB', of: 'NVMe', unit: ' GB of' },
} as const

/** "166,400 GB of NVMe", "8 servers of line 2". */
export function amountText(
  { resource, line }: { resource: string; line?: number | undefined },
  amount: number,
): string {
  const name = SHORT_RESOURCES.find((one) => one === resource)
  if (name !== undefined) return `${formatCount(amount)}${shortNames[name].unit} ${shortNames[name].of}`
  return line === undefined ? countOf(amount, 'server') : `${countOf(amount, 'server')} of line ${line + 1}`
}

export const scaled = (amount: number, percent: number): number => Math.ceil((amount * percent) / 100)

/**
 * Whether nothing is short in total and only the limits together are in the way: then the service says of everything asked
 * what the largest share comes to.
 */
export function limitsBind({ shortfall, largestShare }: InfeasibleDetails, asked: Shape, lines: number): boolean {
  if (largestShare === undefined || shortfall.length === 0) return false
  const parts = lines > 0 ? lines : SHORT_RESOURCES.filter((resource) => asked[resource] > 0).length
  return (
    shortfall.length === parts &&
    shortfall.every((entry) => entry.available === Math.floor((entry.asked * largestShare) / 100))
  )
}

/** The headline: what is short, or that the limits are in the way. */
export function shortHeadline(details: InfeasibleDetails, datacenter: string, limited: boolean): string {
  const { shortfall, largestShare = 0, proven } = details
  if (limited) {
    return largestShare === 0
      ? `Within the limits ${datacenter} can serve nothing of this.`
      : `Within the limits ${datacenter} can serve ${largestShare} % of this.`
  }
  if (shortfall.length === 0) return `${datacenter} cannot serve this within the limits.`
  const short = listed(shortfall.map((entry) => amountText(entry, entry.asked - entry.available)))
  return proven ? `${datacenter} is ${short} short.` : `${datacenter} may be ${short} short.`
}

/** What was proven, and that no objective changes it. */
export function shortSentence(details: InfeasibleDetails, asked: Shape, limited: boolean, limits: string): string {
  const { shortfall, proven, counted } = details
  const lead = proven ? 'Proven: ' : 'Not proven, but none was found in the time there was: '
  if (limited) {
    return `${lead}there is enough of everything, but no choice of servers keeps all limits at once (${limits}).`
  }
  const all =
    counted === undefined
      ? 'all servers that could be chosen'
      : `all ${countOf(counted.usable, 'server')} that could be chosen`
  const held = shortfall.map((entry) =>
    entry.line === undefined
      ? `${formatCount(entry.available)} of the ${amountText(entry, entry.asked)} asked`
      : `${formatCount(entry.available)} of the ${amountText(entry, entry.asked)}`,
  )
  return `${lead}even ${all} come to ${listed(held)}.${notTheProblem(shortfall, asked)} No objective can change this, so no plans are shown.`
}

function notTheProblem(shortfall: readonly Shortfall[], asked: Shape): string {
  if (shortfall.some(({ line }) => line !== undefined)) return ''
  const fine = SHORT_RESOURCES.filter(
    (name) => asked[name] > 0 && !shortfall.some(({ resource }) => resource === name),
  ).map((name) => shortNames[name].of)
  if (fine.length === 0) return ''
  const words = listed(fine)
  return ` ${words.charAt(0).toUpperCase()}${words.slice(1)} ${fine.length === 1 && fine[0] !== 'cores' ? 'is' : 'are'} not the problem.`
}

/** "a", "a and b", "a, b and c". */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

export interface CountedStep {
  words: string
  count: number
  /** Where those went that were not counted on. */
  note: string
}

/** From all servers of the datacenter to those that could be chosen, step by step. */
export function countedSteps(
  counted: NonNullable<InfeasibleDetails['counted']>,
  datacenter: string,
  includeWarehouse: boolean,
): CountedStep[] {
  const open = counted.racked + (includeWarehouse ? counted.warehouse : 0)
  const clear = open - counted.blocked
  const allowed = clear - counted.excluded
  const elsewhere =
    counted.inDatacenter - counted.racked - counted.warehouse - counted.promised - counted.inService - counted.broken
  const parts = (entries: readonly [number, string][]) =>
    entries.flatMap(([count, words]) => (count > 0 ? [`${formatCount(count)} ${words}`] : [])).join(', ')
  return [
    { words: `In ${datacenter}`, count: counted.inDatacenter, note: '' },
    {
      words: includeWarehouse ? 'Racked or stored, not promised' : 'Racked and not promised',
      count: open,
      note: parts([
        [counted.inService, 'in service'],
        [counted.promised, 'promised'],
        [includeWarehouse ? 0 : counted.warehouse, 'in the warehouse'],
        [counted.broken, 'broken'],
        [elsewhere, 'not here yet'],
      ]),
    },
    {
      words: 'Nothing against them',
      count: clear,
      note:
        counted.blocked === 0
          ? 'no hold, urgent ticket or wipe due'
          : parts([[counted.blocked, 'held, with an urgent ticket or a wipe due']]),
    },
    {
      words: 'Model allowed',
      count: allowed,
      note: counted.excluded === 0 ? 'no model excluded' : parts([[counted.excluded, 'excluded by the limits']]),
    },
    ...(allowed > counted.usable
      ? [
          {
            words: 'Model described in full',
            count: counted.usable,
            note: parts([[allowed - counted.usable, 'lack cores, RAM or NVMe on record']]),
          },
        ]
      : []),
  ]
}
