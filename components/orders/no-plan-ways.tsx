'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { ProblemNote } from '@/components/ui/problem-note'
import { ToneMark } from '@/components/ui/tone-mark'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'
import { planWords } from '@/lib/domain/state-words'
import { askedOf, type Draft, draftOf } from './order-draft'
import type { PlanLimits } from './plan-options'
import { useAskAnew } from './use-ask-anew'
import { restOf, servablePart, type WayOut, waysOut } from './ways-out'
import { askedText } from './wizard-frame'

/** Beside the no: the smallest changes that make it fit, each of which is made by choosing it. */
export function NoPlanWays(props: {
  order: OrderView
  details: InfeasibleDetails
  limits: PlanLimits
  lock: string | null
  onLimits: (limits: PlanLimits) => void
  onOrder: (number: string) => void
}) {
  const { order, details, limits, lock, onLimits, onOrder } = props
  const { askAnew, split, pending, problem } = useAskAnew(order)
  const [taken, setTaken] = useState<string | null>(null)
  const draft = draftOf(order)
  const ways = waysOut(details, draft, limits)
  const take = async ({ key, change }: WayOut) => {
    if ('limits' in change) return onLimits(change.limits)
    setTaken(key)
    const number = await askAnew(change.draft)
    if (number !== null) onOrder(number)
  }
  return (
    <section className="min-w-0 border-line border-l bg-canvas p-4 max-wide:border-t max-wide:border-l-0">
      <h2 className="font-semibold">Smallest changes that make it fit</h2>
      <p className="mt-0.5 mb-2.5 text-pretty text-small text-text3">
        {ways.length === 0
          ? 'None was found: not the warehouse, no other datacenter, no limit, and no part of what is asked.'
          : 'Each was worked out just now; choosing one changes the draft and shows its plans.'}
      </p>
      <ul className="flex flex-col gap-2">
        {ways.map((way, index) => (
          <Way
            key={way.key}
            way={way}
            first={index === 0}
            busy={pending && taken === way.key}
            lock={lock}
            onTake={() => void take(way)}
          />
        ))}
      </ul>
      <ProblemNote problem={problem} className="mt-3 empty:hidden" />
      <PartNow
        draft={draft}
        part={servablePart(details, draft, limits)}
        lock={lock}
        busy={pending && taken === 'split'}
        onSplit={async (part, rest) => {
          setTaken('split')
          const number = await split(part, rest)
          if (number !== null) onOrder(number)
        }}
      />
    </section>
  )
}

function Way(props: { way: WayOut; first: boolean; busy: boolean; lock: string | null; onTake: () => void }) {
  const { way, first, busy, lock, onTake } = props
  const button = useRef<HTMLButtonElement>(null)
  // The first way out is where Enter goes, unless someone is already elsewhere: there is little else to do here.
  useEffect(() => {
    if (first && document.activeElement === document.body) button.current?.focus({ preventScroll: true })
  }, [first])
  return (
    <li>
      <button
        ref={button}
        type="button"
        aria-disabled={lock !== null || undefined}
        aria-busy={busy || undefined}
        onClick={lock !== null || busy ? undefined : onTake}
        className={classNames(
          'flex w-full items-center gap-3 rounded-control border px-3 py-2.5 text-left',
          lock === null
            ? 'border-line2 bg-surface [--gx:var(--surface)] hover:border-control'
            : 'cursor-not-allowed border-line border-dashed bg-sunken',
        )}
      >
        <Glyph name={way.glyph} size={16} className="text-text2" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{way.title}</span>
          <span className="block text-small text-text2">{way.note}</span>
          <ToneMark size="small" className="mt-0.5" mark={planWords.FITS} word={busy ? 'being changed…' : way.fits} />
        </span>
        <span className="flex-none text-small text-text2">{way.size}</span>
        <Glyph name="right" className="text-text3" />
      </button>
    </li>
  )
}

/** What can be served now, and the rest as an order of its own. */
function PartNow(props: {
  draft: Draft
  part: Draft | null
  lock: string | null
  busy: boolean
  onSplit: (part: Draft, rest: Draft) => void
}) {
  const { draft, part, lock, busy, onSplit } = props
  const rest = part === null ? null : restOf(draft, part)
  if (part === null || rest === null) return null
  return (
    <>
      <h2 className="mt-5 font-semibold">Serve a part now</h2>
      <p className="mt-0.5 mb-2 text-pretty text-text2">
        {askedText(askedOf(part))} today; the rest, {askedText(askedOf(rest))}, stays a draft of its own until there is
        stock.
      </p>
      <Button glyph="order" busy={busy} disabledReason={lock} reasonAt="below" onClick={() => onSplit(part, rest)}>
        Split into two orders
      </Button>
    </>
  )
}
