'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { CheckField } from '@/components/ui/field'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { Segment } from '@/components/ui/segment'
import { SelectField } from '@/components/ui/select'
import { problemOf } from '@/lib/client/problem'
import { MOST_SLOT_SERVERS } from '@/lib/contracts/inventory/batch-sizes'
import { ManyChangesProgress } from './many-changes-progress'
import { type Keep, type RackMove, rackMoves } from './rack-moves'
import { RackMovesPreview } from './rack-moves-preview'
import { matchingQuery, rackMovesQuery } from './rack-moves-queries'
import type { ServerFilters } from './server-filters'
import { datacentersQuery } from './server-queries'
import { useRackMoves } from './use-rack-moves'

/** Moves the chosen servers into racks: where each would go and who goes nowhere is shown before, how far it is while it runs. */
export function RackMovesDialog(props: {
  /** Those that are picked; null: all that the filter leaves. */
  picked: readonly string[] | null
  filters: ServerFilters
  onClose: () => void
}) {
  const { picked, filters, onClose } = props
  const matching = useQuery({ ...matchingQuery(filters, MOST_SLOT_SERVERS), enabled: picked === null })
  const barcodes = picked ?? matching.data?.items.map(({ barcode }) => barcode) ?? []
  const [begun, setBegun] = useState<readonly RackMove[] | null>(null)
  const moves = useRackMoves()
  const running = moves.going.state === 'running' || moves.back?.state === 'running'
  return (
    <Dialog
      open
      title="Move to racks"
      description="Each is moved as a scan would move it, one after another: one that is refused leaves the others where they are."
      width={640}
      onOpenChange={(open) => {
        if (!open && !running) onClose()
      }}
    >
      {begun === null ? (
        <Proposal
          barcodes={barcodes}
          onClose={onClose}
          onBegin={(proposed) => {
            setBegun(proposed)
            void moves.run(proposed)
          }}
        />
      ) : (
        <MovesProgress moves={moves} begun={begun} onClose={onClose} />
      )}
    </Dialog>
  )
}

function MovesProgress(props: {
  moves: ReturnType<typeof useRackMoves>
  begun: readonly RackMove[]
  onClose: () => void
}) {
  const { moves, begun, onClose } = props
  const { going, back } = moves
  const moved = begun.filter(({ barcode }) =>
    going.lines.some((line) => line.barcode === barcode && line.outcome === 'done'),
  )
  if (back !== null) {
    return (
      <ManyChangesProgress
        run={back}
        total={moved.length}
        verb="put back"
        onStop={moves.stop}
        onGoOn={() => void moves.undo(moved)}
        onClose={onClose}
      />
    )
  }
  return (
    <ManyChangesProgress
      run={going}
      total={begun.length}
      verb="moved"
      onStop={moves.stop}
      onGoOn={() => void moves.run(begun)}
      onClose={onClose}
      afterwards={
        moved.length === 0 ? null : (
          <Button look="quiet" glyph="retry" onClick={() => void moves.undo(moved)}>
            Undo
          </Button>
        )
      }
    />
  )
}

function Proposal(props: {
  barcodes: readonly string[]
  onClose: () => void
  onBegin: (moves: readonly RackMove[]) => void
}) {
  const { barcodes, onClose, onBegin } = props
  const [datacenter, setDatacenter] = useState('')
  const [keep, setKeep] = useState<Keep>('any')
  const [overBudget, setOverBudget] = useState(false)
  const datacenters = useQuery(datacentersQuery())
  const answer = useQuery({
    ...rackMovesQuery(barcodes, { datacenter, keep, overBudget }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const proposed = answer.data === undefined ? null : rackMoves(answer.data)
  const count = proposed?.moves.length ?? 0
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label="Datacenter"
          className="w-52"
          value={datacenter}
          onChange={(event) => setDatacenter(event.target.value)}
          emptyLabel="Where the first stands"
          options={(datacenters.data?.items ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
        <Segment
          label="Keep them"
          value={keep}
          options={[
            { value: 'any', label: 'As it fits' },
            { value: 'together', label: 'Together' },
            { value: 'apart', label: 'Apart' },
          ]}
          onChange={(value) => setKeep(value === 'together' || value === 'apart' ? value : 'any')}
        />
      </div>
      <CheckField
        label="Also over a rack’s power or weight budget"
        checked={overBudget}
        onChange={(event) => setOverBudget(event.target.checked)}
        hint="Each such move is warned of here and recorded."
      />
      {answer.isPending ? <p className="text-text3">Looking through the racks…</p> : null}
      {proposed === null ? null : <RackMovesPreview proposed={proposed} total={barcodes.length} />}
      <ProblemNote problem={answer.isError ? problemOf(answer.error) : null} />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          busy={answer.isFetching}
          onClick={() => onBegin(proposed?.moves ?? [])}
          disabledReason={proposed !== null && count === 0 ? 'There is a place for none of them.' : null}
          reasonAt="before"
        >
          {proposed === null ? 'Move' : `Move ${countOf(count, 'server')}`}
        </Button>
      </DialogFooter>
    </div>
  )
}
