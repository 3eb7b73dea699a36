'use client'

import { type FormEvent, useId, useRef, useState, useTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { Segment } from '@/components/ui/segment'
import { replaceQuery } from '@/lib/client/page-address'
import { useGo } from '@/lib/client/use-go'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { SketchView } from '@/lib/contracts/planning/order-sketch'
import { DemandFields } from './demand-fields'
import { FitNote } from './fit-note'
import { KeptMark } from './kept-mark'
import { askedOf, asksForSomething, type Draft, draftOf, sameDemand } from './order-draft'
import { useAskAnew } from './use-ask-anew'
import { useKeptDraft } from './use-kept-draft'
import { askedText, OrderSummary, WizardFrame } from './wizard-frame'
import { wizardHref } from './wizard-href'

/** Second step: totals, or lines of shapes; below, as one types, whether it fits. Its end makes the order, as a draft. */
export function WizardWhat(props: {
  first: Draft
  /** What is kept of it, where it is no order yet. */
  sketch: SketchView | null
  order: OrderView | null
  capacity: CapacityView
  lock: string | null
}) {
  const { first, sketch, order, capacity, lock } = props
  const kept = useKeptDraft('what', sketch, first)
  const go = useGo()
  const formId = useId()
  const [draft, setDraftState] = useState(first)
  const [tried, setTried] = useState(false)
  const { askAnew, pending, problem } = useAskAnew(order)
  const made = useRef<{ number: string; draft: Draft } | null>(null)
  const [going, startGoing] = useTransition()

  const setDraft = (next: Draft) => {
    setDraftState(next)
    // Typed values go along in the address, so that a reload keeps them; the server need not hear of each key.
    if (order === null) kept.keep(next)
    else replaceQuery(wizardHref('what', { order: order.number, draft: next }))
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!asksForSomething(draft)) return
    if (order !== null && sameDemand(draft, draftOf(order))) {
      go(wizardHref('plan', { order: order.number }))
      return
    }
    // Pressed again while the next page is on its way: the order is made once.
    const again = made.current !== null && sameDemand(draft, made.current.draft) ? made.current.number : null
    const number = again ?? (await askAnew(draft, order === null ? await kept.settled() : undefined))
    if (number === null) return
    made.current = { number, draft }
    startGoing(() => go(wizardHref('plan', { order: number })))
  }

  const models = capacity.models.filter((model) => model.datacenter === draft.datacenter)
  return (
    <WizardFrame
      step="what"
      aside={order === null ? <KeptMark kept={kept} step="what" /> : undefined}
      summary={
        <OrderSummary
          number={order?.number}
          customer={draft.customer}
          datacenter={draft.datacenter}
          asked={askedText(askedOf(draft))}
        />
      }
      foot={
        <>
          <ButtonLink
            href={wizardHref('who', order === null ? { draft, kept: kept.id } : { order: order.number })}
            glyph="left"
          >
            Back
          </ButtonLink>
          <span className="flex-1" />
          <Button
            type="submit"
            form={formId}
            look="primary"
            endGlyph="right"
            busy={pending || going}
            disabledReason={lock}
            reasonAt="before"
          >
            Continue to the plans
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => void submit(event)}
        className="grid flex-1 grid-cols-[minmax(0,1fr)_420px] max-wide:grid-cols-1 max-wide:content-start"
      >
        <div className="flex min-w-0 flex-col gap-4 p-4">
          <Segment
            label="How it is asked"
            value={draft.mode}
            options={[
              { value: 'totals', label: 'Totals', glyph: 'sum' },
              { value: 'lines', label: 'Servers of a shape', glyph: 'list' },
            ]}
            onChange={(mode) => setDraft({ ...draft, mode: mode === 'lines' ? 'lines' : 'totals' })}
            className="self-start"
          />
          <DemandFields draft={draft} onChange={setDraft} problem={problem} />
          {tried && !asksForSomething(draft) ? (
            <p role="alert" className="text-fail-x text-small">
              {draft.mode === 'totals'
                ? 'Ask for at least one of cores, RAM and NVMe.'
                : 'Each line must ask for cores, RAM or NVMe.'}
            </p>
          ) : null}
          <ProblemNote problem={problem} />
        </div>
        <FitNote models={models} draft={draft} />
      </form>
    </WizardFrame>
  )
}
