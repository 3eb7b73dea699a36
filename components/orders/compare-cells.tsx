import type { ReactNode } from 'react'
import { shortModel } from '@/components/ui/model-name'
import { countOf, formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { type Measure, mostAllowed, type PlanColumn, type Standing } from './plan-compare'
import { PlanRacks } from './plan-racks'
import { byModel, costText, missingOnRecord, proofMark, tookText, wattsText } from './plan-words'
import { SmallRackLegend, type Surroundings } from './small-rack'

/** Racks drawn of one plan; the rest is counted, so that a plan over a hundred racks stays a column. */
export const RACKS_DRAWN = 12
/** Models named of one plan. */
const MODELS_NAMED = 6

/** What the cells need to know beside their own plan. */
export interface CompareFacts {
  /** The plan with the fewest servers: what greedy is measured by. */
  fewest: FreshPlan | null
  /** A model's full name by its slug. */
  modelNames: ReadonlyMap<string, string>
  surroundings: Surroundings
}

export interface CompareRow {
  key: string
  head: ReactNode
  /** Taller than one line: its head stands at the top. */
  tall?: boolean
  cell: (plan: FreshPlan, column: PlanColumn, facts: CompareFacts) => ReactNode
}

const measureRow = (key: Measure, head: string, text: (value: number) => string): CompareRow => ({
  key,
  head,
  cell: (_, { measures, standings }) => (
    <Compared value={measures?.[key] ?? null} standing={standings?.[key] ?? null} text={text} />
  ),
})

/** One measure a row, the same for the columns of a desk and the one plan of a phone. */
export const COMPARE_ROWS: readonly CompareRow[] = [
  {
    key: 'servers',
    head: 'Servers',
    tall: true,
    cell: (plan, column, facts) => <Headline plan={plan} column={column} fewest={facts.fewest} />,
  },
  {
    key: 'models',
    head: 'Models',
    tall: true,
    cell: (plan, _, facts) => <Models plan={plan} names={facts.modelNames} />,
  },
  measureRow('cost', 'Cost a month', costText),
  measureRow('stranded-cpuCores', 'Stranded cores', formatCount),
  measureRow('stranded-ramGb', 'Stranded RAM, GB', formatCount),
  measureRow('stranded-nvmeGb', 'Stranded NVMe, GB', formatCount),
  measureRow('powerW', 'Power, W', wattsText),
  measureRow('racks', 'Racks', formatCount),
  { key: 'most', head: 'Most in one rack', cell: (plan) => <MostInRack plan={plan} /> },
  { key: 'firmware', head: 'Firmware at target', cell: (plan) => <Firmware plan={plan} /> },
  {
    key: 'by-rack',
    head: (
      <>
        Chosen servers, by rack
        <SmallRackLegend />
      </>
    ),
    tall: true,
    cell: (plan, _, facts) => <PlanRacks items={plan.items} surroundings={facts.surroundings} most={RACKS_DRAWN} />,
  },
]

function Note({ children }: { children: ReactNode }) {
  return <span className="text-small text-text3">{children}</span>
}

/** A figure, and how it stands against the other plans. */
function Compared(props: { value: number | null; standing: Standing; text: (value: number) => string }) {
  const { value, standing, text } = props
  if (value === null) return <Note>not on record</Note>
  return (
    <>
      <span className={standing === 'lowest' ? 'font-semibold' : undefined}>{text(value)}</span>{' '}
      <Difference standing={standing} text={text} />
    </>
  )
}

export function Difference({ standing, text }: { standing: Standing; text: (value: number) => string }) {
  if (standing === null) return null
  if (standing === 'lowest') return <span className="font-medium text-free-x text-note">lowest</span>
  return <Note>+{text(standing)}</Note>
}

function Headline({ plan, column, fewest }: { plan: FreshPlan; column: PlanColumn; fewest: FreshPlan | null }) {
  const { mark, note } = proofMark(plan, fewest)
  return (
    <>
      <span className="font-medium text-headline">{formatCount(plan.totals.servers)}</span>{' '}
      <Difference standing={column.standings?.servers ?? null} text={formatCount} />
      <span className="mt-0.5 block">
        <ToneMark mark={mark} />
      </span>
      <span className="block text-pretty text-small text-text3">
        {plan.tookMs === null ? note : `${tookText(plan.tookMs)}, ${note}`}
      </span>
    </>
  )
}

function Models({ plan, names }: { plan: FreshPlan; names: ReadonlyMap<string, string> }) {
  const models = byModel(plan.items)
  // One more takes no more room than saying that there is one.
  const named = models.length === MODELS_NAMED + 1 ? models : models.slice(0, MODELS_NAMED)
  const rest = models.slice(named.length)
  return (
    <>
      <ul className="flex flex-wrap gap-x-3.5 gap-y-0.5">
        {named.map(({ model, count }) => {
          const name = names.get(model)
          return (
            <li key={model} title={name ?? model} className="whitespace-nowrap text-small text-text2">
              <b className="text-text">{formatCount(count)}</b> {name === undefined ? model : shortModel(name)}
            </li>
          )
        })}
        {rest.length === 0 ? null : (
          <li className="text-small text-text3">
            and {formatCount(rest.length)} more models,{' '}
            {countOf(
              rest.reduce((sum, { count }) => sum + count, 0),
              'server',
            )}
          </li>
        )}
      </ul>
      {plan.leftOut.length === 0 ? null : (
        <p className="mt-1 text-pretty text-note text-text3">not counted: {missingOnRecord(plan.leftOut)}</p>
      )}
    </>
  )
}

function MostInRack({ plan }: { plan: FreshPlan }) {
  const most = plan.totals.mostInRack
  if (most === undefined) return <Note>not recorded</Note>
  const limit = mostAllowed(plan)
  return (
    <>
      {formatCount(most)}{' '}
      <Note>
        {Math.round((most / Math.max(1, plan.totals.servers)) * 100)} % of order
        {limit === null ? '' : `, limit ${formatCount(limit)}`}
      </Note>
    </>
  )
}

function Firmware({ plan: { totals } }: { plan: FreshPlan }) {
  if (totals.firmwareAtTarget === undefined) return <Note>not recorded</Note>
  const behind = totals.servers - totals.firmwareAtTarget
  return (
    <>
      {formatCount(totals.firmwareAtTarget)} of {formatCount(totals.servers)}{' '}
      <Note>{behind === 0 ? 'none to flash' : `${formatCount(behind)} to flash`}</Note>
    </>
  )
}
