'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { CheckField, TextField } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { Toolbar } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { planOrder } from '@/lib/actions/planning-actions'
import { type Command, useCommand } from '@/lib/client/use-command'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { PlanView } from '@/lib/contracts/planning/plan'
import { OBJECTIVES } from '@/lib/domain/planning/plan'
import { DiscardOrder } from './discard-order'
import { draftOf } from './order-draft'
import {
  defaultOptions,
  type PlanInput,
  type PlanOptions,
  planInputOf,
  planOptionsOf,
  sameOptions,
} from './plan-options'
import { shortfallOf } from './plan-refusals'
import { PlanResult } from './plan-result'
import { PlanShortfall } from './plan-shortfall'
import { costText, limitsText, objectiveWords } from './plan-words'
import { askedText, OrderSummary, WizardFrame } from './wizard-frame'
import { wizardHref } from './wizard-href'

/** Third step: which servers. The plan is saved and holds nothing; an honest no says what would make it fit. */
export function WizardPlan(props: {
  order: OrderView
  plan: PlanView | null
  capacity: CapacityView
  lock: string | null
}) {
  const { order, plan, capacity, lock } = props
  const router = useRouter()
  const [options, setOptions] = useState<PlanOptions>(plan === null ? defaultOptions : planOptionsOf(plan))
  const planning = useCommand(planOrder, {
    changes: () => [
      { entity: 'order', key: order.number },
      { entity: 'plan', key: order.number },
    ],
  })
  const run = (next: PlanOptions) => {
    setOptions(next)
    void planning.run({ number: order.number, ...planInputOf(next) })
  }
  useFirstPlan(plan === null && lock === null && order.status === 'DRAFT', () => run(options))

  const changed = plan !== null && !sameOptions(options, planOptionsOf(plan))
  const infeasible = planning.problem?.code === 'infeasible' ? planning.problem : null
  const draft = draftOf(order)
  const onward = onwardLock({ lock, plan, changed, infeasible: infeasible !== null })
  return (
    <WizardFrame
      step="plan"
      aside={<DiscardOrder order={order} lock={lock} onDone={() => router.push('/orders')} />}
      summary={
        <OrderSummary
          number={order.number}
          customer={order.customer}
          datacenter={order.datacenter}
          asked={askedText(order)}
          {...(plan === null ? {} : { limits: limitsText(plan) })}
          action={<ButtonLink href={wizardHref('what', { order: order.number })}>Edit</ButtonLink>}
        />
      }
      foot={
        <>
          <ButtonLink href={wizardHref('what', { order: order.number })} glyph="left">
            Back to what
          </ButtonLink>
          <span className="flex-1" />
          {plan === null || infeasible !== null ? null : (
            <p className="text-text2 max-desk:hidden">
              <b className="text-text">{objectiveWords[plan.objective]}</b>: {countOf(plan.totals.servers, 'server')} in{' '}
              {countOf(plan.totals.racks, 'rack')}, {costText(plan.totals.cost)} a month. Nothing is held until you
              commit.
            </p>
          )}
          <ButtonLink
            href={wizardHref('commit', { order: order.number })}
            look="primary"
            endGlyph="right"
            disabledReason={onward}
            reasonAt="before"
          >
            Continue with this plan
          </ButtonLink>
        </>
      }
    >
      <PlanOptionsBar
        options={options}
        onChange={setOptions}
        onRun={() => run(options)}
        planning={planning}
        again={plan !== null}
        lock={lock}
      />
      {infeasible !== null ? (
        <PlanShortfall
          draft={draft}
          detail={infeasible.detail}
          shortfall={shortfallOf(infeasible)}
          capacity={capacity}
          includeWarehouse={options.includeWarehouse}
          limited={options.maxPerRack !== null || options.rackPower}
          lessHref={wizardHref('what', { order: order.number })}
          onWarehouse={() => run({ ...options, includeWarehouse: true })}
          onNoLimits={() => run({ ...options, maxPerRack: null, rackPower: false })}
          hrefIn={(datacenter) => wizardHref('what', { draft: { ...draft, datacenter } })}
        />
      ) : plan !== null ? (
        <PlanResult plan={plan} asked={order} />
      ) : planning.pending ? (
        <p role="status" className="flex items-center gap-2 p-4 text-text2">
          <Glyph name="clock" /> Choosing servers…
        </p>
      ) : (
        <p className="p-4 text-text2">Not planned yet: choose what matters most, then make the plan.</p>
      )}
      {planning.problem === null || infeasible !== null ? null : (
        <ProblemNote problem={planning.problem} className="p-4" />
      )}
    </WizardFrame>
  )
}

/** A draft that comes here for the first time is planned at once. */
function useFirstPlan(wanted: boolean, run: () => void): void {
  const done = useRef(false)
  useEffect(() => {
    if (!wanted || done.current) return
    done.current = true
    run()
  })
}

function onwardLock(facts: {
  lock: string | null
  plan: PlanView | null
  changed: boolean
  infeasible: boolean
}): string | null {
  if (facts.infeasible) return 'Needs a plan that fits.'
  if (facts.plan === null) return 'Needs a plan.'
  if (facts.changed) return 'Plan again first: the options changed.'
  return facts.lock
}

function PlanOptionsBar(props: {
  options: PlanOptions
  onChange: (options: PlanOptions) => void
  onRun: () => void
  planning: Command<{ number: string } & PlanInput, PlanView>
  again: boolean
  lock: string | null
}) {
  const { options, onChange, onRun, planning, again, lock } = props
  return (
    <Toolbar
      label="Options of the plan"
      end={
        <Button
          glyph={again ? 'retry' : 'flow'}
          busy={planning.pending}
          disabledReason={lock}
          reasonAt="before"
          onClick={onRun}
        >
          {again ? 'Plan again' : 'Make the plan'}
        </Button>
      }
    >
      <SelectField
        label="Objective"
        labelHidden
        className="w-[168px]"
        value={options.objective}
        options={OBJECTIVES.map((value) => ({ value, label: objectiveWords[value] }))}
        onChange={(event) => {
          const objective = OBJECTIVES.find((one) => one === event.target.value)
          if (objective !== undefined) onChange({ ...options, objective })
        }}
      />
      <TextField
        label="Most servers in one rack"
        labelHidden
        unit="a rack"
        placeholder="any"
        inputMode="numeric"
        className="w-[118px] [&_input]:pr-13!"
        value={options.maxPerRack ?? ''}
        onChange={(event) => {
          const count = Number(event.target.value.replaceAll(/\D/g, ''))
          onChange({ ...options, maxPerRack: count > 0 ? Math.min(count, 10_000) : null })
        }}
      />
      <CheckField
        label="within rack power"
        checked={options.rackPower}
        onChange={(event) => onChange({ ...options, rackPower: event.target.checked })}
      />
      <CheckField
        label="warehouse too"
        checked={options.includeWarehouse}
        onChange={(event) => onChange({ ...options, includeWarehouse: event.target.checked })}
      />
    </Toolbar>
  )
}
