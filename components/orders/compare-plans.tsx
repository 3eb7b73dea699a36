'use client'

import { useMemo } from 'react'
import { isComplete, type ModelStock, RESOURCES } from '@/components/capacity/shape-fit'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import type { Problem } from '@/lib/client/problem'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { FreshPlan, PlanComparison } from '@/lib/contracts/planning/plan'
import type { Objective } from '@/lib/domain/planning/plan'
import { type CompareFacts, RACKS_DRAWN } from './compare-cells'
import { ComparePicker } from './compare-picker'
import { CompareProgress } from './compare-progress'
import { CompareTable } from './compare-table'
import { NoPlan } from './no-plan'
import { NoPlanWays } from './no-plan-ways'
import { columnsOf } from './plan-compare'
import type { PlanLimits } from './plan-options'
import { racksDrawn } from './plan-racks'
import { infeasibleOf } from './plan-refusals'
import { PlanWhy } from './plan-why'
import { objectiveWords } from './plan-words'
import { UsableServers } from './usable-servers'
import { useCompareKeys } from './use-compare-keys'
import type { Comparison } from './use-comparison'
import { usePlanElevations } from './use-plan-elevations'

/** The plan that was chosen, and what it had become when it was to be saved; null: it no longer exists. */
export interface MovedPlan {
  before: FreshPlan
  now: FreshPlan | null
}

interface CompareProps {
  order: OrderView
  /** Free servers of its datacenter, by model. */
  models: readonly ModelStock[]
  site: CapacityView['datacenters'][number] | undefined
  limits: PlanLimits
  comparison: Comparison
  chosen: Objective
  lock: string | null
  moved: MovedPlan | null
  problem: Problem | null
  onChoose: (objective: Objective) => void
  onLimits: (limits: PlanLimits) => void
  onOrder: (number: string) => void
  onContinue: () => void
}

/** What the third step shows: the plans, or that they are being worked out, or why there are none. */
export function ComparePlans(props: CompareProps) {
  const { order, models, limits, comparison, lock, moved, problem } = props
  if (lock !== null) {
    return (
      <div className="p-4">
        <p className="font-semibold text-title">Comparing plans is not yours to do</p>
        <p className="mt-1 max-w-[60ch] text-pretty text-text2">
          {lock}. A plan that was made for this order is on its page.
        </p>
        <ButtonLink href={`/orders/${order.number}`} className="mt-3">
          Open {order.number}
        </ButtonLink>
      </div>
    )
  }
  const details = comparison.problem === null ? null : infeasibleOf(comparison.problem)
  return (
    <>
      {moved === null ? null : <MovedBanner moved={moved} />}
      <ProblemNote problem={problem} className="empty:hidden px-4 pt-3" />
      {details !== null ? (
        <div className="grid flex-1 grid-cols-[minmax(0,1fr)_436px] max-wide:grid-cols-1 max-wide:content-start">
          <NoPlan order={order} details={details} limits={limits} free={freeIn(models, limits)} />
          <NoPlanWays
            order={order}
            details={details}
            limits={limits}
            lock={lock}
            onLimits={props.onLimits}
            onOrder={props.onOrder}
          />
        </div>
      ) : comparison.problem !== null ? (
        <ErrorState
          title={comparison.problem.title}
          requestId={comparison.problem.requestId}
          action={
            <Button glyph="retry" onClick={comparison.again}>
              Compare again
            </Button>
          }
        >
          {comparison.problem.detail}
        </ErrorState>
      ) : comparison.view === null ? (
        <CompareProgress />
      ) : (
        <Compared {...props} view={comparison.view} />
      )}
    </>
  )
}

function Compared(props: CompareProps & { view: PlanComparison }) {
  const { order, models, site, view, comparison, chosen, onChoose, onContinue } = props
  const columns = useMemo(() => columnsOf(view.plans, order), [view.plans, order])
  const facts = useFacts(view, models)
  useCompareKeys({
    objectives: columns.map(({ objective }) => objective),
    onChoose,
    onContinue: comparison.pending ? null : onContinue,
  })
  const plan = columns.find(({ objective }) => objective === chosen)?.plan ?? null
  return (
    <>
      <StaleBanner comparison={comparison} view={view} />
      <CompareTable columns={columns} facts={facts} chosen={chosen} onChoose={onChoose} />
      <ComparePicker columns={columns} facts={facts} chosen={chosen} onChoose={onChoose} />
      <p className="border-line border-t px-4 py-2 wide:hidden">
        <UsableServers comparison={view} site={site} />
      </p>
      {plan === null ? null : <PlanWhy plan={plan} />}
    </>
  )
}

function useFacts({ plans, constraints }: PlanComparison, models: readonly ModelStock[]): CompareFacts {
  const codes = useMemo(() => plans.flatMap(({ plan }) => racksDrawn(plan?.items ?? [], RACKS_DRAWN)), [plans])
  const elevations = usePlanElevations(codes)
  return useMemo(() => {
    const free = new Set(
      models.filter((model) => isComplete(model) && isAllowed(model.model, constraints)).map(({ model }) => model),
    )
    return {
      fewest: plans.find(({ objective }) => objective === 'fewest-servers')?.plan ?? null,
      modelNames: new Map(models.map(({ model, name }) => [model, name])),
      surroundings: { elevations, isFree: (model) => model !== undefined && free.has(model) },
    }
  }, [plans, constraints, models, elevations])
}

const isAllowed = (model: string, { models }: PlanLimits['constraints']) =>
  models?.allow?.includes(model) !== false && models?.exclude?.includes(model) !== true

/** What all free servers of the allowed models hold; null where limits on racks keep some of it back. */
function freeIn(models: readonly ModelStock[], { constraints, includeWarehouse }: PlanLimits) {
  const { models: _models, ...onRacks } = constraints
  if (Object.keys(onRacks).length > 0) return null
  const sum = { cpuCores: 0, ramGb: 0, nvmeGb: 0 }
  for (const model of models) {
    if (!isComplete(model) || !isAllowed(model.model, constraints)) continue
    const count = model.racked + (includeWarehouse ? model.warehouse : 0)
    for (const resource of RESOURCES) sum[resource] += count * model[resource]
  }
  return sum
}

function StaleBanner({ comparison, view }: { comparison: Comparison; view: PlanComparison }) {
  const { changed, pending, again } = comparison
  if (pending) return <Banner tone="work" glyph="clock" title="Comparing again…" />
  if (changed.size === 0) return null
  const chosen = new Set(view.plans.flatMap(({ plan }) => plan?.items.map(({ barcode }) => barcode) ?? []))
  const hit = [...changed].filter((barcode) => chosen.has(barcode))
  return (
    <Banner
      tone={hit.length > 0 ? 'warn' : 'idle'}
      glyph={hit.length > 0 ? 'triangle' : 'info'}
      title={hit.length > 0 ? 'Servers of these plans have changed.' : 'The inventory has changed.'}
      action={
        <Button glyph="retry" onClick={again}>
          Compare again
        </Button>
      }
    >
      {hit.length > 0
        ? `${hit.slice(0, 3).join(', ')}${hit.length > 3 ? ` and ${hit.length - 3} more` : ''}: a plan with ${hit.length === 1 ? 'it' : 'them'} may no longer hold.`
        : `${countOf(changed.size, 'server')} since these plans were worked out.`}
    </Banner>
  )
}

function MovedBanner({ moved: { before, now } }: { moved: MovedPlan }) {
  const name = objectiveWords[before.objective]
  return (
    <Banner glyph="triangle" title="The inventory moved before the plan was saved.">
      {now === null
        ? `${name} no longer has a plan of ${countOf(before.totals.servers, 'server')}. What is possible now is below.`
        : `${name} now takes other servers: ${countOf(now.totals.servers, 'server')} in ${countOf(now.totals.racks, 'rack')}, before ${countOf(before.totals.servers, 'server')} in ${countOf(before.totals.racks, 'rack')}. Look again, then continue.`}
    </Banner>
  )
}
