'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf, formatCount } from '@/components/ui/numbers'
import { MOST_BULK, MOST_SLOT_SERVERS } from '@/lib/contracts/inventory/batch-sizes'
import type { ServerPage } from '@/lib/contracts/inventory/server'
import type { ServerSelectionInput } from '@/lib/contracts/inventory/server-batch'
import { filterBody, type ServerFilters } from './server-filters'
import type { ServerSelection } from './server-selection'

const ManyChangesDialog = dynamic(() => import('./many-changes-dialog').then((module) => module.ManyChangesDialog), {
  ssr: false,
})
const RackMovesDialog = dynamic(() => import('./rack-moves-dialog').then((module) => module.RackMovesDialog), {
  ssr: false,
})

/** What is chosen, and what can be done with all of it. Nothing stands here while nothing is chosen. */
export function SelectionBar(props: {
  selection: ServerSelection
  filters: ServerFilters
  count: ServerPage['count']
  shown: number
  changeLock: string | null
  moveLock: string | null
}) {
  const { selection, filters, count, shown, changeLock, moveLock } = props
  const [open, setOpen] = useState<'change' | 'move' | null>(null)
  const { all, picked } = selection
  if (!all && picked.length === 0) return null
  const found = count === undefined ? shown : count.value
  const foundWords = `${formatCount(found)}${count?.more === true ? '+' : ''}`
  const chosen: ServerSelectionInput = all ? { filter: filterBody(filters) } : { barcodes: [...picked] }
  const tooManyToMove = (all ? found : picked.length) > MOST_SLOT_SERVERS || (all && count?.more === true)
  const tooMany = all && found > MOST_BULK
  return (
    <section
      aria-label="Chosen servers"
      className="sticky top-(--shell-head) z-3 flex min-h-[42px] flex-wrap items-center gap-2 border-line border-b bg-accent-tint px-4 py-1.5"
    >
      <b role="status">{all ? `All ${foundWords} that match` : `${countOf(picked.length, 'server')} chosen`}</b>
      {all || found <= picked.length ? null : (
        <Button look="quiet" onClick={selection.pickAll}>
          Choose all {foundWords} that match
        </Button>
      )}
      <span className="ml-auto flex flex-wrap items-center gap-2 max-tab:ml-0">
        <Button
          onClick={() => setOpen('change')}
          disabledReason={
            changeLock ?? (tooMany ? `At most ${formatCount(MOST_BULK)} at once: narrow the filter.` : null)
          }
          reasonAt="before"
        >
          Change…
        </Button>
        <Button
          onClick={() => setOpen('move')}
          disabledReason={moveLock ?? (tooManyToMove ? `At most ${MOST_SLOT_SERVERS} at once into racks.` : null)}
          reasonAt="tooltip"
        >
          Move to racks…
        </Button>
        <ButtonLink
          href={`/labels?codes=${encodeURIComponent(picked.join(','))}`}
          disabledReason={all ? 'Choose them one by one.' : null}
          reasonAt="tooltip"
        >
          Labels
        </ButtonLink>
        <Button look="quiet" glyph="x" onClick={selection.clear}>
          Clear
        </Button>
      </span>
      {open === 'change' ? <ManyChangesDialog selection={chosen} onClose={() => setOpen(null)} /> : null}
      {open === 'move' ? (
        <RackMovesDialog picked={all ? null : picked} filters={filters} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  )
}
