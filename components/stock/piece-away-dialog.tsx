'use client'

import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { returnPart, scrapPart } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { PartView, PartWithHistoryView } from '@/lib/contracts/tickets/part'
import { formEntry } from './form-entry'

/** Back to the maker, or to the bin. */
export type Way = 'return' | 'scrap'

const words = {
  return: {
    title: 'Send back',
    what: 'It counts as away until it is received again.',
    reason: 'RMA 2231, warranty',
    button: 'Send back',
  },
  scrap: { title: 'Scrap', what: 'Its serial is never received again.', reason: 'Shredded', button: 'Scrap it' },
} as const

/** Asks why a piece leaves; its history keeps the answer. */
export function PieceAwayDialog(props: { way: Way | null; piece: PartView; onClose: () => void }) {
  const { way, piece, onClose } = props
  const { title, what } = words[way ?? 'return']
  const stock = piece.state === 'IN_STOCK' ? `It leaves ${piece.warehouse}, which has one less then. ` : ''
  return (
    <Dialog title={`${title} ${piece.serial}`} description={`${stock}${what}`} open={way !== null} onClose={onClose}>
      {way === null ? null : <AwayForm way={way} piece={piece} onClose={onClose} />}
    </Dialog>
  )
}

function AwayForm({ way, piece, onClose }: { way: Way; piece: PartView; onClose: () => void }) {
  const changes = (changed: PartWithHistoryView) => [{ entity: 'part', key: changed.serial }]
  const sending = useCommand(returnPart, { changes, onDone: onClose })
  const scrapping = useCommand(scrapPart, { changes, onDone: onClose })
  const { run, pending, problem } = way === 'return' ? sending : scrapping
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void run({ serial: piece.serial, reason: formEntry(new FormData(event.currentTarget), 'reason') })
  }
  return (
    <form onSubmit={submit}>
      <TextField
        label="Reason"
        name="reason"
        required
        autoFocus
        maxLength={500}
        placeholder={words[way].reason}
        hint="Kept in its history"
        error={fieldError(problem, 'reason')}
      />
      <ProblemNote problem={problem} shownFields={['reason']} className="mt-2 empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look={way === 'scrap' ? 'danger' : 'primary'} busy={pending}>
          {words[way].button}
        </Button>
      </DialogFooter>
    </form>
  )
}
