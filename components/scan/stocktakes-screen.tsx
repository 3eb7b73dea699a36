'use client'

import Link from 'next/link'
import type { FormEvent } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { Time } from '@/components/ui/time'
import { startStocktake } from '@/lib/actions/inventory-actions'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import type { StocktakeSummaryView } from '@/lib/contracts/inventory/stocktake'
import type { Page } from '@/lib/contracts/paging'
import { PlaceField, usePlaceCode } from './place-field'

/** Stocktakes, newest first, and the box in which one is begun. */
export function StocktakesScreen(props: {
  list: Page<StocktakeSummaryView>
  place: string | undefined
  locked: string | null
}) {
  const { list, place, locked } = props
  return (
    <div className="mx-auto min-h-[calc(100dvh-var(--shell-head)-var(--shell-foot))] max-w-[640px] border-line text-touch tab:border-r tab:border-l">
      <PageHeader title="Stocktakes" />
      <StartForm place={place} locked={locked} />
      {list.items.length === 0 ? (
        <EmptyState title="Nothing was counted yet">
          Name a rack or a warehouse above, then scan all that is in it: what is missing and what does not belong there
          is shown.
        </EmptyState>
      ) : (
        <ul aria-label="Stocktakes">
          {list.items.map((stocktake) => (
            <li key={stocktake.id} className="border-line border-b">
              <Line stocktake={stocktake} />
            </li>
          ))}
        </ul>
      )}
      {list.nextCursor === null || list.nextCursor === undefined ? null : (
        <div className="px-4 py-3">
          <ButtonLink href={`/scan/stocktakes?cursor=${encodeURIComponent(list.nextCursor)}`}>Older ones</ButtonLink>
        </div>
      )}
    </div>
  )
}

function Line({ stocktake }: { stocktake: StocktakeSummaryView }) {
  const { id, rack, warehouse, startedBy, startedAt, counts } = stocktake
  const closed = counts !== undefined
  return (
    <Link
      href={`/scan/stocktakes/${id}`}
      className="flex min-h-14 flex-wrap items-center gap-x-2.5 px-4 py-2 hover:bg-canvas"
    >
      <span className={`${closed ? 't-free' : 't-work'} flex text-x`}>
        <Glyph name={closed ? 'ringed-check' : 'half-disc'} size={16} title={closed ? 'closed' : 'being counted'} />
      </span>
      <b className="mono font-medium">{rack ?? warehouse}</b>
      <span className="text-[14px] text-text2">
        {counts === undefined
          ? 'being counted'
          : `${counts.found} found, ${counts.missing} missing, ${counts.unexpected} unexpected`}
      </span>
      <span className="ml-auto text-[13px] text-text2">
        {startedBy}, <Time at={startedAt} look="stamp" />
      </span>
    </Link>
  )
}

function StartForm({ place, locked }: { place: string | undefined; locked: string | null }) {
  const go = useGo()
  const chosen = usePlaceCode(place ?? '')
  const command = useCommand(startStocktake, {
    leaves: true,
    onDone: ({ stocktake }) => go(`/scan/stocktakes/${stocktake.id}`),
    onProblem: ({ detail }) => chosen.say(detail),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void chosen.withPlace(async ({ kind, code }) => {
      await command.run(kind === 'rack' ? { rack: code } : { warehouse: code })
    })
  }
  return (
    <form onSubmit={submit} className="flex items-end gap-3 border-line border-b px-4 pb-4">
      <PlaceField label="Rack or warehouse to count" place={chosen} />
      <Button type="submit" look="primary" busy={command.pending} disabledReason={locked} reasonAt="below">
        Count
      </Button>
    </form>
  )
}
