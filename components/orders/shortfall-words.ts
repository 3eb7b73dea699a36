import type { Shape } from '@/components/capacity/shape-fit'
import { countOf, formatCount } from '@/components/ui/numbers'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'
import type { PlanLimits } from './plan-options'

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

/** What is in the way: the limits together, the limits on what there would be, or what there is. */
export type ShortBy = 'limits' | 'within-limits' | 'stock'

export function shortBy(details: InfeasibleDetails, limits: PlanLimits): ShortBy {
  if (details.shortBy === 'limits') return 'limits'
  const { models: _models, ...onRacks } = limits.constraints
  return Object.keys(onRacks).length > 0 || (details.droppable ?? []).length > 0 ? 'within-limits' : 'stock'
}

/** The headline. */
export function shortHeadline(details: InfeasibleDetails, datacenter: string, by: ShortBy): string {
  const { shortfall, largestShare = 0, proven } = details
  if (by === 'limits') {
    return largestShare === 0
      ? `Within the limits ${datacenter} can serve nothing of this.`
      : `Within the limits ${datacenter} can serve ${largestShare} % of this.`
  }
  if (shortfall.length === 0) return `${datacenter} cannot serve this.`
  const short = listed(shortfall.map((entry) => amountText(entry, entry.asked - entry.available)))
  return `${by === 'stock' ? '' : 'Within the limits '}${datacenter} ${proven ? 'is' : 'may be'} ${short} short.`
}

/** What was proven, and that no objective changes it. */
export function shortSentence(details: InfeasibleDetails, asked: Shape, by: ShortBy, limits: string): string {
  const { shortfall, proven, counted } = details
  const lead = proven ? 'Proven: ' : 'Not proven, but none was found in the time there was: '
  const end = ' No objective can change this, so no plans are shown.'
  if (by === 'limits') {
    return `${lead}there is enough of everything, but no choice of servers keeps all limits at once (${limits}).${end}`
  }
  const held = listed(shortfall.map(heldText))
  if (by === 'within-limits') return `${lead}the limits (${limits}) leave no more than ${held}.${end}`
  const all = counted === undefined ? 'all servers' : `all ${countOf(counted.usable, 'server')}`
  return `${lead}even ${all} that could be chosen come to ${held}.${notTheProblem(shortfall, asked)}${end}`
}

const heldText = (entry: Shortfall) =>
  `${formatCount(entry.available)} of the ${amountText(entry, entry.asked)}${entry.line === undefined ? ' asked' : ''}`

/** Why one can't go on: "NVMe is short by 166,400 GB". */
export function shortReason(details: InfeasibleDetails, by: ShortBy): string {
  const [first] = details.shortfall
  if (by === 'limits' || first === undefined) return 'Continue needs a plan, and none keeps the limits.'
  const amount = formatCount(first.asked - first.available)
  const name = SHORT_RESOURCES.find((resource) => resource === first.resource)
  if (name === undefined) {
    return `Continue needs a plan. ${first.line === undefined ? 'Servers are' : `Line ${first.line + 1} is`} short by ${amount}.`
  }
  const subject = name === 'cpuCores' ? 'Cores are' : name === 'ramGb' ? 'RAM is' : 'NVMe is'
  return `Continue needs a plan. ${subject} short by ${amount}${name === 'cpuCores' ? '' : ' GB'}.`
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
