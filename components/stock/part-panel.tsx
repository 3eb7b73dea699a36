'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { TextField } from '@/components/ui/field'
import { Figure } from '@/components/ui/figure'
import { ProblemNote } from '@/components/ui/problem-note'
import { Section } from '@/components/ui/section'
import { SidePanel } from '@/components/ui/side-panel'
import { ToneMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { editStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { useFresh } from '@/lib/client/use-fresh'
import type { MovementView, StockView } from '@/lib/contracts/tickets/stock'
import type { MoveSubject } from './move-stock-dialog'
import { deltaText, movementWords } from './movement-words'
import type { StockLocks } from './stock-locks'
import { LEDGER_LINES, type PartData, partQuery } from './stock-queries'
import { LowMark } from './stock-table'

/** One part in one warehouse: how many, where it lies, and every movement with its reason. */
export function PartPanel(props: {
  first: PartData
  closeHref: string
  previousHref?: string | undefined
  nextHref?: string | undefined
  locks: StockLocks
  onMove: (subject: MoveSubject) => void
}) {
  const { first, closeHref, previousHref, nextHref, locks, onMove } = props
  const { sku, warehouse, id } = first.stock
  const { view } = useFresh(first, partQuery(id, sku, warehouse))
  const { stock, movements } = view
  const part = { sku, warehouse, available: stock.available }
  return (
    <SidePanel
      label={`Part ${sku} in ${warehouse}`}
      title={sku}
      code
      marks={stock.low ? <LowMark /> : null}
      closeHref={closeHref}
      previousHref={previousHref}
      nextHref={nextHref}
    >
      <p className="px-4 text-pretty text-text2">
        {stock.description}, in <CodeText>{warehouse}</CodeText>
      </p>
      <div className="flex gap-8 px-4 py-3">
        <Figure value={stock.available} label="available" tone={stock.available > 0 ? 'free' : 'fail'} />
        <Figure value={stock.reserved} label="reserved" size="plain" />
        <Figure value={stock.minimum ?? '–'} label="minimum" size="plain" />
      </div>
      <div className="flex flex-wrap gap-2 px-4 pb-3">
        <Button
          look="primary"
          glyph="plus"
          disabledReason={locks.move}
          reasonAt="tooltip"
          onClick={() => onMove({ direction: 'receive', part })}
        >
          Receive…
        </Button>
        <Button
          glyph="minus"
          disabledReason={locks.move ?? (stock.available === 0 ? 'None is available' : null)}
          reasonAt={locks.move === null ? 'after' : 'tooltip'}
          onClick={() => onMove({ direction: 'take-out', part })}
        >
          Take out…
        </Button>
        {locks.move === null ? null : <p className="text-small text-text2">{locks.move}</p>}
      </div>
      <ShelfForm stock={stock} lock={locks.edit} />
      <Section title="Ledger" note={movements.nextCursor === undefined ? undefined : `newest ${LEDGER_LINES}`}>
        {movements.items.length === 0 ? <p className="text-text2">Nothing was moved yet.</p> : null}
        <ul>
          {movements.items.map((movement) => (
            <MovementRow key={movement.id} movement={movement} />
          ))}
        </ul>
      </Section>
    </SidePanel>
  )
}

function ShelfForm({ stock, lock }: { stock: StockView; lock: string | null }) {
  // Only what was typed is kept apart, so that a change from elsewhere shows without taking it away.
  const [typed, setTyped] = useState<{ shelf?: string; minimum?: string }>({})
  const now = { shelf: stock.shelf ?? '', minimum: stock.minimum === undefined ? '' : String(stock.minimum) }
  const { shelf, minimum } = { ...now, ...typed }
  const command = useCommand(editStock, {
    changes: () => [{ entity: 'stock', key: stock.id }],
    onDone: () => setTyped({}),
  })
  const same = shelf.trim() === now.shelf && minimum === now.minimum
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void command.run({
      id: stock.id,
      shelf: shelf.trim() === '' ? null : shelf.trim(),
      minimum: minimum === '' ? null : Number(minimum),
      ifMatch: [stock.version],
    })
  }
  return (
    <Section title="Shelf and minimum">
      <form onSubmit={submit} className="flex flex-col gap-2">
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="Shelf"
            mono
            maxLength={128}
            value={shelf}
            readOnly={lock !== null}
            placeholder="14-C-3"
            onChange={(event) => setTyped({ ...typed, shelf: event.target.value })}
            error={fieldError(command.problem, 'shelf')}
          />
          <TextField
            label="Minimum"
            type="number"
            inputMode="numeric"
            min={0}
            value={minimum}
            readOnly={lock !== null}
            placeholder="none"
            onChange={(event) => setTyped({ ...typed, minimum: event.target.value })}
            error={fieldError(command.problem, 'minimum')}
          />
        </div>
        <ProblemNote problem={command.problem} shownFields={['shelf', 'minimum']} className="empty:hidden" />
        <div>
          <Button type="submit" busy={command.pending} disabledReason={lock ?? (same ? 'Nothing changed' : null)}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  )
}

function MovementRow({ movement }: { movement: MovementView }) {
  const { kind, availableDelta, reservedDelta, reason, ticket, actor, at } = movement
  return (
    <li className="border-line border-t py-1.5 first:border-t-0">
      <div className="flex items-center gap-2">
        <ToneMark mark={movementWords[kind]} />
        <span className="ml-auto whitespace-nowrap">
          {availableDelta === 0 ? null : <b>{deltaText(availableDelta)}</b>}
          {reservedDelta === 0 ? null : (
            <span className="text-small text-text2"> {deltaText(reservedDelta)} reserved</span>
          )}
        </span>
      </div>
      <p className="text-pretty text-small text-text2">
        <Time at={at} />, {actor}: {reason}
        {ticket === undefined || reason.includes(ticket) ? null : ', '}
        {ticket === undefined ? null : (
          <>
            {' '}
            <CodeText href={`/tickets/${encodeURIComponent(ticket)}`}>{ticket}</CodeText>
          </>
        )}
      </p>
    </li>
  )
}
