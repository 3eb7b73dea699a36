'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { Segment } from '@/components/ui/segment'
import { planMove } from '@/lib/actions/inventory-actions'
import { problemOf } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { SlotSuggestionsView } from '@/lib/contracts/inventory/slot'
import { unitsInWords } from '@/lib/domain/rack-space'
import { slotsQuery } from './rack-queries'

/** Servers that are asked about at once. */
export const ASKED_AT_ONCE = 10

const KEEP = [
  { value: '', label: 'No matter' },
  { value: 'together', label: 'Together' },
  { value: 'apart', label: 'Apart' },
]

/** Where the servers of the tray would go, all of them at once, and the way to keep those places for them. */
export function TraySlots(props: {
  barcodes: readonly string[]
  datacenter: string
  mayNotPlan: string | null
  onKeep: (keep: string) => void
}) {
  const { barcodes, datacenter, mayNotPlan, onKeep } = props
  const asked = useSearchParams().get('keep') ?? ''
  const keep = KEEP.some(({ value }) => value === asked) ? asked : ''
  const together = keep === '' ? undefined : keep === 'together'
  const answer = useQuery({ ...slotsQuery(barcodes, datacenter, together), placeholderData: (before) => before })
  return (
    <div className="mt-2 flex flex-col gap-2">
      <Segment label="Keep them" value={keep} options={KEEP} onChange={onKeep} />
      {answer.isError ? (
        <p className="text-text2">{problemOf(answer.error).detail}</p>
      ) : answer.data === undefined ? (
        <p className="min-h-24 text-text3">Looking through the racks…</p>
      ) : (
        <Answers answer={answer.data} mayNotPlan={mayNotPlan} />
      )}
    </div>
  )
}

function Answers({ answer, mayNotPlan }: { answer: SlotSuggestionsView; mayNotPlan: string | null }) {
  const [done, setDone] = useState(0)
  const plan = useCommand(planMove, {
    changes: (move) => [
      { entity: 'server', key: move.server },
      { entity: 'rack', key: move.rack },
    ],
  })
  const open = answer.items.flatMap(({ server, places: [place] }) =>
    place === undefined || place.reasons.some((reason) => reason.startsWith('planned there'))
      ? []
      : [{ server, place }],
  )
  const planAll = async () => {
    setDone(0)
    for (const { server, place } of open) {
      const { rack, u, face } = place
      const outcome = await plan.run({ server, rack, u, face })
      // Where one was taken meanwhile, the rest is asked anew.
      if (!outcome.ok) return
      setDone((count) => count + 1)
    }
  }
  return (
    <>
      <ol aria-label="Where they go">
        {answer.items.map(({ server, places: [place], reason }) => (
          <li key={server} className="border-line border-b py-1 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <CodeText href={`/servers/${encodeURIComponent(server)}`}>{server}</CodeText>
              {place === undefined ? (
                <span className="text-text2">{reason}</span>
              ) : (
                <b className="mono whitespace-nowrap">
                  {place.rack} {unitsInWords(place.u, place.heightU)}
                </b>
              )}
            </p>
            {place === undefined ? null : (
              <p className="text-pretty text-small text-text3">{[...place.reasons, ...place.warnings].join(', ')}</p>
            )}
          </li>
        ))}
      </ol>
      <ProblemNote problem={plan.problem} />
      <p>
        <Button
          glyph="pin"
          busy={plan.pending}
          disabledReason={mayNotPlan ?? (open.length === 0 ? 'nothing left to plan' : null)}
          onClick={() => void planAll()}
        >
          {done > 0 && plan.pending ? `${done} planned…` : `Plan ${countOf(open.length, 'move')}`}
        </Button>
      </p>
    </>
  )
}
