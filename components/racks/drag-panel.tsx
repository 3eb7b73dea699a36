'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { MoveDialog } from '@/components/servers/move-dialog'
import { serverQuery } from '@/components/servers/server-queries'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { KeyHint } from '@/components/ui/key-hint'
import { ProblemNote } from '@/components/ui/problem-note'
import { Section } from '@/components/ui/section'
import { planMove } from '@/lib/actions/inventory-actions'
import { toQueryString } from '@/lib/client/api-fetch'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import { unitsInWords } from '@/lib/domain/rack-space'
import { type Carried, standsInWords } from './drag-carried'
import { useDrag } from './drag-context'
import { RefusalText } from './drag-ghost'
import { DragRacks } from './drag-racks'
import { DragTray } from './drag-tray'
import { OverPlanned } from './over-planned'
import { RackGauges } from './rack-gauges'
import { SlotSuggestions } from './slot-suggestions'

/** Beside the elevation while something is in the hand: what it is, where it would go and what that does, other racks, the tray. */
export function DragPanel({ carried, planLock }: { carried: Carried; planLock: string | null }) {
  const { elevation, aim, by } = useDrag()
  const go = useGo()
  const { rack } = elevation
  const isHere = carried.from !== null && 'rack' in carried.from && carried.from.rack === rack.code
  return (
    <aside
      aria-label={`Moving ${carried.barcode}`}
      className="min-w-0 flex-1 self-stretch border-line border-l max-tab:w-full max-tab:border-t max-tab:border-l-0 max-tab:pb-56 wide:w-[360px] wide:flex-none"
    >
      <InHand carried={carried} planLock={planLock} />
      <Section title={isHere ? 'This rack' : 'If it lands in this rack'} note="a mark at 90 %">
        <RackGauges rack={rack} adds={isHere ? undefined : { powerW: carried.powerW, weightKg: carried.weightKg }} />
      </Section>
      <DragRacks carried={carried} />
      {by === 'pointer' ? null : (
        <Section title="Where does it go?">
          <SlotSuggestions
            barcode={carried.barcode}
            datacenter={rack.datacenter}
            chosen={undefined}
            onChoose={(place) => {
              if (place.rack === rack.code) aim({ u: place.u, face: place.face })
              else go(`/racks/${encodeURIComponent(place.rack)}${toQueryString({ moving: carried.barcode })}`)
            }}
          />
        </Section>
      )}
      <DragTray mayNotPlan={planLock} />
    </aside>
  )
}

/** Who is in the hand, and the buttons that put it down: at a phone's foot, under the thumb. */
function InHand({ carried, planLock }: { carried: Carried; planLock: string | null }) {
  const { by, giveUp, problem, refusal, at, lock, putDown } = useDrag()
  const { code } = useDrag().elevation.rack
  return (
    <div
      className={classNames(
        't-work bg-b px-4 py-3',
        // Under a finger that carries something it would be in the way.
        by === 'hand' &&
          'max-tab:fixed max-tab:inset-x-0 max-tab:bottom-(--shell-foot) max-tab:z-20 max-tab:border-line2 max-tab:border-t',
      )}
    >
      <div className="flex items-center gap-2">
        <Glyph name="drag" className="text-x" />
        <h2 className="min-w-0 flex-1 truncate">
          <b>
            Moving <CodeText strong>{carried.barcode}</CodeText>
          </b>{' '}
          <span className="text-text2">from {standsInWords(carried.from)}</span>
        </h2>
        <span className="max-tab:hidden">
          <KeyHint>Esc</KeyHint>
        </span>
        {by === 'hand' ? (
          <Button look="quiet" glyph="x" iconOnly onClick={giveUp}>
            Put back
          </Button>
        ) : null}
      </div>
      <p className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1 text-small text-text2 max-tab:hidden">
        <Keys
          keys={[
            <Glyph key="up" name="arrow-up" size={10} title="up" />,
            <Glyph key="down" name="arrow-down" size={10} title="down" />,
          ]}
        >
          next place
        </Keys>
        <Keys
          keys={[
            <Glyph key="left" name="left" size={10} title="left" />,
            <Glyph key="right" name="right" size={10} title="right" />,
          ]}
        >
          other rack
        </Keys>
        {carried.depth === 'half' ? <Keys keys={['F']}>other face</Keys> : null}
        <Keys keys={['Enter']}>drop</Keys>
      </p>
      <ProblemNote
        problem={problem}
        blockerHref={(barcode) => `/servers/${encodeURIComponent(barcode)}`}
        className={problem === null ? undefined : 'mt-2'}
      />
      {at === null ? null : (
        <OverPlanned
          problem={problem}
          rack={code}
          onPlace={() => putDown({ rack: code, ...at }, { overPlanned: true })}
        />
      )}
      {problem === null && refusal !== null && by === 'hand' && lock === null ? (
        <RefusalText refusal={refusal} />
      ) : null}
      {by === 'hand' ? <Buttons carried={carried} planLock={planLock} onGiveUp={giveUp} /> : null}
    </div>
  )
}

function Keys({ keys, children }: { keys: readonly ReactNode[]; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1 whitespace-nowrap">
      {keys.map((key, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two keys that never change
        <KeyHint key={i}>{key}</KeyHint>
      ))}
      {children}
    </span>
  )
}

function Buttons(props: { carried: Carried; planLock: string | null; onGiveUp: () => void }) {
  const { carried, planLock, onGiveUp } = props
  const { at, refusal, lock, putDown, pending, elevation } = useDrag()
  const [choosing, setChoosing] = useState(false)
  const { code } = elevation.rack
  const plan = useCommand(planMove, {
    changes: () => [{ entity: 'rack', key: code, datacenter: elevation.rack.datacenter }],
    onDone: onGiveUp,
  })
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [])
  const words = at === null ? null : unitsInWords(at.u, carried.heightU)
  const missing = lock ?? (at === null ? `${code} has no place for it` : refusal === null ? null : 'not free')
  return (
    <>
      <div ref={place} className="mt-2 flex flex-wrap gap-2">
        <Button
          look="primary"
          busy={pending}
          disabledReason={missing}
          onClick={() => {
            if (at !== null) putDown({ rack: code, ...at })
          }}
        >
          {words === null ? 'Place' : `Place at ${words}${carried.depth === 'half' ? ` ${at?.face}` : ''}`}
        </Button>
        <Button onClick={() => setChoosing(true)}>Move…</Button>
        <Button
          disabledReason={planLock ?? missing}
          reasonAt="tooltip"
          busy={plan.pending}
          onClick={() => {
            if (at !== null) void plan.run({ server: carried.barcode, rack: code, ...at })
          }}
        >
          Plan it
        </Button>
      </div>
      <ProblemNote problem={plan.problem} className={plan.problem === null ? undefined : 'mt-2'} />
      {choosing ? <Choose barcode={carried.barcode} onClose={() => setChoosing(false)} onDone={onGiveUp} /> : null}
    </>
  )
}

/** The same by a dialog: any rack, any warehouse. */
function Choose({ barcode, onClose, onDone }: { barcode: string; onClose: () => void; onDone: () => void }) {
  const answer = useQuery(serverQuery(barcode))
  if (answer.data === undefined) return null
  return <MoveDialog server={answer.data} into="rack" onClose={onClose} onMoved={onDone} />
}
