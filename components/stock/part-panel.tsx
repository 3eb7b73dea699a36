'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { TextField } from '@/components/ui/field'
import { Figure } from '@/components/ui/figure'
import { ProblemNote } from '@/components/ui/problem-note'
import { Section } from '@/components/ui/section'
import { SidePanel } from '@/components/ui/side-panel'
import { editStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { useFresh } from '@/lib/client/use-fresh'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { MovementRow } from './movement-row'
import { OtherPlaces } from './other-places'
import { PartFactsSection } from './part-facts-section'
import { PiecesSection } from './pieces-section'
import type { StockLocks } from './stock-locks'
import { LEDGER_LINES, type PartData, partQuery } from './stock-queries'
import { LowMark } from './stock-table'
import type { StockTask } from './stock-task'
import { ReservedList, WaitingList } from './waiting-list'

interface PartPanelProps {
  first: PartData
  closeHref: string
  previousHref?: string | undefined
  nextHref?: string | undefined
  hrefOf: (id: string) => string
  /** The serial of the piece that is open, and the address of another (undefined: of none). */
  piece: string | undefined
  pieceHref: (serial: string | undefined) => string
  locks: StockLocks
  onTask: (task: StockTask) => void
  onEdit: () => void
}

/** One part in one warehouse: how many, where it lies, who waits for it, and every movement with its reason. */
export function PartPanel(props: PartPanelProps) {
  const { first, closeHref, previousHref, nextHref, hrefOf, locks } = props
  const { sku, warehouse, id } = first.stock
  const { view, problem } = useFresh(first, partQuery(id, sku, warehouse))
  const { stock, waiting, reserved, places, pieces, movements } = view
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
      {problem === null ? null : <p className="px-4 pb-2 text-fail-x">This may be old: {problem.detail}</p>}
      <p className="px-4 text-pretty text-text2">
        {stock.description}, in <CodeText>{warehouse}</CodeText>
      </p>
      <div className="flex gap-8 px-4 py-3">
        <Figure value={stock.available} label="available" tone={stock.available > 0 ? 'free' : 'fail'} />
        <Figure value={stock.reserved} label="reserved" size="plain" />
        <Figure value={stock.minimum ?? '–'} label="minimum" size="plain" />
      </div>
      <PartTasks {...props} stock={stock} />
      <WaitingList stock={stock} waiting={waiting.items} />
      <ReservedList stock={stock} reserved={reserved.items} />
      <ShelfForm stock={stock} lock={locks.edit} />
      <PartFactsSection {...props} stock={stock} />
      <OtherPlaces stock={stock} places={places.items} hrefOf={hrefOf} />
      <PiecesSection {...props} stock={stock} pieces={pieces} />
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

function PartTasks({ stock, locks, onTask }: PartPanelProps & { stock: StockView }) {
  const { sku, warehouse, available, reserved } = stock
  const start = (kind: StockTask['kind']) => () => onTask({ kind, part: { sku, warehouse, available, reserved } })
  const none = available === 0 ? 'None is available to take out or transfer' : null
  const refusal = locks.move ?? none
  return (
    <div className="flex flex-wrap gap-2 px-4 pb-3">
      <Button look="primary" glyph="plus" disabledReason={locks.move} reasonAt="tooltip" onClick={start('receive')}>
        Receive…
      </Button>
      <Button glyph="minus" disabledReason={locks.move ?? none} reasonAt="tooltip" onClick={start('take-out')}>
        Take out…
      </Button>
      <Button
        glyph="arrow-right"
        disabledReason={locks.transfer ?? none}
        reasonAt="tooltip"
        onClick={start('transfer')}
      >
        Transfer…
      </Button>
      <Button glyph="check" disabledReason={locks.count} reasonAt="tooltip" onClick={start('count')}>
        Count…
      </Button>
      {refusal === null ? null : <p className="basis-full text-small text-text2">{refusal}</p>}
    </div>
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
