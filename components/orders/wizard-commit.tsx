'use client'

import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Figure } from '@/components/ui/figure'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { Section } from '@/components/ui/section'
import { allocateOrder, planOrder } from '@/lib/actions/planning-actions'
import type { Problem } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { PlanView } from '@/lib/contracts/planning/plan'
import { DiscardOrder } from './discard-order'
import { PlanConflict } from './plan-conflict'
import { PlanItems } from './plan-items'
import { PlanRacks } from './plan-racks'
import { costText, limitsText, objectiveWords, wattsText } from './plan-words'
import { askedText, OrderSummary, WizardFrame } from './wizard-frame'
import { wizardHref } from './wizard-href'

/** Last step: the plan's servers are promised, all or none. A conflict shows who took which, beside a fresh plan. */
export function WizardCommit(props: { order: OrderView; plan: PlanView; lock: string | null }) {
  const { order, plan, lock } = props
  const go = useGo()
  // Of the plan that met it: until the fresh one has come, there is nothing else to allocate.
  const [conflict, setConflict] = useState<{ plan: string; problem: Problem } | null>(null)
  const lost = conflict?.plan === plan.id ? conflict.problem : null
  const changes = () => [
    { entity: 'order', key: order.number },
    { entity: 'plan', key: plan.id },
  ]
  const allocating = useCommand(allocateOrder, {
    leaves: true,
    changes,
    onDone: () => go(`/orders/${order.number}`),
    onProblem: (problem) => setConflict(problem.code === 'allocation-conflict' ? { plan: plan.id, problem } : null),
  })
  const replanning = useCommand(planOrder, { changes })

  return (
    <WizardFrame
      step="commit"
      aside={<DiscardOrder order={order} lock={lock} onDone={() => go('/orders')} />}
      summary={
        <OrderSummary
          number={order.number}
          customer={order.customer}
          datacenter={order.datacenter}
          asked={askedText(order)}
          limits={limitsText(plan)}
        />
      }
      foot={
        <>
          <ButtonLink href={wizardHref('plan', { order: order.number })} glyph="left">
            <span>
              Back<span className="max-tab:sr-only"> to the plans</span>
            </span>
          </ButtonLink>
          <span className="flex-1" />
          <p className="text-text2 max-desk:hidden">
            {plan.totals.servers === 1 ? null : `All ${countOf(plan.totals.servers, 'server')} are promised, or none.`}
          </p>
          <Button
            look="primary"
            glyph="bookmark"
            busy={allocating.pending}
            disabledReason={lock ?? (lost === null ? null : 'Take the fresh plan, or plan again.')}
            reasonAt="before"
            onClick={() => void allocating.run({ number: order.number, planId: plan.id })}
          >
            Allocate {countOf(plan.totals.servers, 'server')}
          </Button>
        </>
      }
    >
      {lost === null ? (
        <>
          <ProblemNote problem={allocating.problem} className="empty:hidden px-4 pt-3" />
          <CommitSummary plan={plan} order={order} />
        </>
      ) : (
        <>
          <ProblemNote problem={replanning.problem} className="empty:hidden px-4 pt-3" />
          <PlanConflict
            plan={plan}
            problem={lost}
            pending={replanning.pending}
            lock={lock}
            onTake={() => void replanning.run({ number: order.number, ...questionOf(plan) })}
          />
        </>
      )}
    </WizardFrame>
  )
}

const questionOf = ({ objective, constraints, includeWarehouse }: PlanView) => ({
  objective,
  constraints,
  includeWarehouse,
})

function CommitSummary({ plan, order }: { plan: PlanView; order: OrderView }) {
  return (
    <div className="grid flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] max-wide:grid-cols-1 max-wide:content-start">
      <div className="min-w-0">
        <Section title={`${objectiveWords[plan.objective]} for ${order.customer}`}>
          <div className="flex flex-wrap gap-x-8 gap-y-3">
            <Figure
              value={plan.totals.servers}
              label={plan.totals.servers === 1 ? 'server' : 'servers'}
              size="headline"
            />
            <Figure value={plan.totals.racks} label={plan.totals.racks === 1 ? 'rack' : 'racks'} size="headline" />
            <Figure value={costText(plan.totals.cost)} label="a month" size="headline" />
            <Figure value={wattsText(plan.totals.powerW)} unit="W" label="at most" size="headline" />
          </div>
          <p className="mt-3 max-w-[64ch] text-pretty text-text2">
            Committing promises {plan.totals.servers === 1 ? 'this server' : 'these servers'} to {order.number}: nobody
            else can plan with {plan.totals.servers === 1 ? 'it' : 'them'} from then on. Nothing is installed yet; that
            starts with Provision on the order’s page.
          </p>
        </Section>
        <Section title="By rack">
          <PlanRacks items={plan.items} />
        </Section>
      </div>
      <div className="min-w-0 border-line border-l max-wide:border-t max-wide:border-l-0">
        <PlanItems items={plan.items} />
      </div>
    </div>
  )
}
