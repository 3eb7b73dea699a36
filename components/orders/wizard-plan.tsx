'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/numbers'
import { planOrder } from '@/lib/actions/planning-actions'
import { refreshPage, replaceQuery } from '@/lib/client/page-address'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { FreshPlan, PlanView } from '@/lib/contracts/planning/plan'
import type { Objective } from '@/lib/domain/planning/plan'
import { ComparePlans, type MovedPlan } from './compare-plans'
import { DiscardOrder } from './discard-order'
import { LimitsDialog } from './limits-dialog'
import { limitsFrom, objectiveFrom, type PlanLimits, samePlan } from './plan-options'
import { infeasibleOf } from './plan-refusals'
import { costText, limitsText, objectiveWords } from './plan-words'
import { shortBy, shortReason } from './shortfall-words'
import { UsableServers } from './usable-servers'
import { type Comparison, useComparison } from './use-comparison'
import { askedText, OrderSummary, WizardFrame } from './wizard-frame'
import { wizardHref } from './wizard-href'

interface StepProps {
  order: OrderView
  /** The plan that was saved before, if any. */
  plan: PlanView | null
  capacity: CapacityView
  lock: string | null
}

/** Third step: the plans of every objective side by side. Choosing one saves it, which holds nothing. */
export function WizardPlan({ order, plan, capacity, lock }: StepProps) {
  const go = useGo()
  const params = useSearchParams()
  const address = new URLSearchParams(params)
  const limits = limitsFrom(address, plan)
  const chosen = objectiveFrom(address, plan)
  const comparison = useComparison(order.number, limits, lock === null)
  const shown = comparison.view?.plans.find(({ objective }) => objective === chosen)?.plan ?? null
  const keeping = useKeepPlan(order, comparison)

  // The choice goes along in the address, so that a reload keeps it; the server need not hear of it.
  const show = (next: { limits?: PlanLimits; objective?: Objective }) => {
    keeping.dismiss()
    replaceQuery(wizardHref('plan', { order: order.number, limits, objective: chosen, ...next }))
  }
  const onward = () => {
    if (shown === null) return
    if (plan !== null && samePlan(plan, shown)) go(wizardHref('commit', { order: order.number }))
    else void keeping.keep(shown)
  }
  const models = capacity.models.filter(({ datacenter }) => datacenter === order.datacenter)
  const site = capacity.datacenters.find(({ code }) => code === order.datacenter)
  const back = wizardHref('what', { order: order.number })
  return (
    <WizardFrame
      step="plan"
      aside={<DiscardOrder order={order} lock={lock} onDone={() => go('/orders')} />}
      summary={
        <OrderSummary
          number={order.number}
          customer={order.customer}
          datacenter={order.datacenter}
          asked={askedText(order)}
          limits={limitsText(limits)}
          action={
            <span className="flex flex-wrap gap-2">
              <LimitsDialog limits={limits} models={models} lock={lock} onApply={(next) => show({ limits: next })} />
              <ButtonLink href={back}>Edit</ButtonLink>
            </span>
          }
        />
      }
      foot={
        <>
          <ButtonLink href={back} glyph="left">
            <span>
              Back<span className="max-tab:sr-only"> to what</span>
            </span>
          </ButtonLink>
          {comparison.view === null ? null : (
            <span className="max-wide:hidden">
              <UsableServers comparison={comparison.view} site={site} />
            </span>
          )}
          {shown === null ? <span className="flex-1" /> : <ChosenWords plan={shown} />}
          <span className="flex-1 wide:hidden" />
          <Button
            look="primary"
            endGlyph="right"
            busy={keeping.pending}
            disabledReason={lock ?? onwardLock({ limits, comparison, shown })}
            reasonAt="before"
            onClick={onward}
          >
            Continue with this plan
          </Button>
        </>
      }
    >
      <ComparePlans
        order={order}
        models={models}
        site={site}
        limits={limits}
        comparison={comparison}
        chosen={chosen}
        lock={lock}
        moved={keeping.moved}
        problem={keeping.problem}
        onChoose={(objective) => show({ objective })}
        onLimits={(next) => show({ limits: next })}
        onOrder={(number) => go(wizardHref('plan', { order: number, limits, objective: chosen }))}
        onContinue={onward}
      />
    </WizardFrame>
  )
}

/** Saves the shown plan and goes on; where the inventory moved meanwhile, it stays and says what became of it. */
function useKeepPlan(order: OrderView, comparison: Comparison) {
  const router = useRouter()
  const go = useGo()
  const [moved, setMoved] = useState<MovedPlan | null>(null)
  const planning = useCommand(planOrder, {
    leaves: true,
    changes: () => [
      { entity: 'order', key: order.number },
      { entity: 'plan', key: order.number },
    ],
  })
  const keep = async (shown: FreshPlan) => {
    const { objective, constraints, includeWarehouse } = shown
    const saved = await planning.run({ number: order.number, objective, constraints, includeWarehouse })
    if (saved.ok && samePlan(saved.data, shown)) {
      go(wizardHref('commit', { order: order.number }))
      return
    }
    const gone = !saved.ok && infeasibleOf(saved.problem) !== null
    if (!saved.ok && !gone) return
    setMoved({ before: shown, now: saved.ok ? saved.data : null })
    comparison.again()
    refreshPage(router)
  }
  return {
    keep,
    moved,
    pending: planning.pending,
    problem: planning.problem === null || infeasibleOf(planning.problem) !== null ? null : planning.problem,
    dismiss: () => {
      setMoved(null)
      planning.dismiss()
    },
  }
}

/** What is chosen, in words. */
function ChosenWords({ plan: { objective, totals } }: { plan: FreshPlan }) {
  return (
    <p className="text-pretty text-text2 max-wide:-order-1 max-wide:w-full max-tab:text-small wide:min-w-[280px] wide:flex-1 wide:text-right">
      <b className="text-text">{objectiveWords[objective]}</b>: {countOf(totals.servers, 'server')} in{' '}
      {countOf(totals.racks, 'rack')}
      {totals.cost === null ? '' : `, ${costText(totals.cost)} a month`}. Nothing is held until you commit.
    </p>
  )
}

/** Why there is nothing to go on with. */
function onwardLock(facts: { limits: PlanLimits; comparison: Comparison; shown: FreshPlan | null }): string | null {
  const { limits, comparison, shown } = facts
  if (shown !== null) return comparison.pending ? 'The plans are being compared again.' : null
  if (comparison.pending) return 'The plans are being compared.'
  const details = comparison.problem === null ? null : infeasibleOf(comparison.problem)
  if (details !== null) return shortReason(details, shortBy(details, limits))
  return comparison.view === null ? 'Continue needs a plan.' : 'There is no such plan: choose another one.'
}
