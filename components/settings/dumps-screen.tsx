'use client'

import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { WithPanel } from '@/components/ui/side-panel'
import { Time } from '@/components/ui/time'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { DumpView, DumpWithBodyView } from '@/lib/contracts/telemetry/dump'
import type { IngestView } from '@/lib/contracts/telemetry/event'
import { DUMP_FORMATS } from '@/lib/domain/telemetry/formats/reading'
import { type DumpFilters, type DumpLocks, dumpsHref, dumpsQuery, formatWords } from './dump-filters'
import { DumpPanel } from './dump-panel'

/** Whoever sends them hears of a refusal at once and tries again, so that a look now and then is enough. */
const LOOK_MS = 30_000

interface Props {
  first: Page<DumpView>
  filters: DumpFilters
  /** The one beside the list; null without one. */
  open: DumpWithBodyView | null
  locks: DumpLocks
}

/** What was sent and could not be read, the newest first: why, from whom, and what it said. */
export function DumpsScreen({ first, filters, open, locks }: Props) {
  const { view, problem } = useFresh(first, { ...dumpsQuery(filters), pollMs: LOOK_MS })
  const [read, setRead] = useState<IngestView | null>(null)
  const closeHref = dumpsHref(filters, { dump: undefined })
  return (
    <WithPanel
      panel={
        open === null ? null : (
          <DumpPanel key={open.id} dump={open} locks={locks} closeHref={closeHref} onRead={setRead} />
        )
      }
    >
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      {read === null ? null : (
        <Banner tone="free" glyph="ringed-check" title="It could be read now:">
          {readWords(read)}
        </Banner>
      )}
      <Toolbar label="Dumps">
        <Formats filters={filters} />
        <p className="text-pretty text-text2">Kept for 30 days. Each was refused with its reason when it came.</p>
      </Toolbar>
      <DataTable
        label="Dumps that could not be read"
        columns={columns}
        rows={view.items}
        rowKey={(dump) => dump.id}
        rowHref={(dump) => dumpsHref(filters, { dump: dump.id })}
        selectedKey={open?.id}
        height={38}
        empty={<NoDumps filters={filters} />}
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={countOf(view.items.length, 'dump')}
          {...(filters.cursor === undefined ? {} : { firstHref: dumpsHref(filters, { cursor: undefined }) })}
          {...(view.nextCursor === undefined
            ? {}
            : { nextHref: dumpsHref(filters, { cursor: view.nextCursor, dump: undefined }) })}
        />
      )}
    </WithPanel>
  )
}

/** What became of a dump that could be read after all. */
export function readWords({ accepted, duplicates, rejected, ticketsOpened }: IngestView): string {
  const parts = [
    `${countOf(accepted, 'event')} taken`,
    ...(duplicates === 0 ? [] : [`${duplicates} known already`]),
    ...(rejected.length === 0 ? [] : [`${rejected.length} refused`]),
    ticketsOpened === 0 ? 'no ticket opened' : `${countOf(ticketsOpened, 'ticket')} opened`,
  ]
  return `${parts.join(', ')}. It is off this list.`
}

function Formats({ filters }: { filters: DumpFilters }) {
  const all = [undefined, ...DUMP_FORMATS]
  return (
    <Segment
      label="Sent as"
      value={filters.format ?? 'all'}
      options={all.map((format) => ({
        value: format ?? 'all',
        label: format === undefined ? 'All' : formatWords[format],
        href: dumpsHref(filters, { format }),
      }))}
      className="max-w-full overflow-x-auto"
    />
  )
}

const columns: readonly Column<DumpView>[] = [
  {
    key: 'reason',
    head: 'Why not',
    phone: 'lead',
    cell: (dump) => <span className="line-clamp-2 [overflow-wrap:anywhere]">{dump.reason}</span>,
  },
  { key: 'format', head: 'Sent as', width: '130px', cell: (dump) => formatWords[dump.format] },
  {
    key: 'server',
    head: 'For',
    width: '150px',
    cell: (dump) =>
      dump.barcode === undefined ? (
        <span className="text-text3">{dump.datacenter ?? 'no server named'}</span>
      ) : (
        <CodeText>{dump.barcode}</CodeText>
      ),
  },
  { key: 'times', head: 'Times', width: '70px', align: 'end', phone: 'hide', cell: (dump) => dump.times },
  {
    key: 'at',
    head: 'Last came',
    width: '120px',
    phone: 'trail',
    cell: (dump) => <Time at={dump.lastReceivedAt} />,
  },
]

function NoDumps({ filters }: { filters: DumpFilters }) {
  if (filters.format !== undefined || filters.cursor !== undefined) {
    return (
      <EmptyState title="None of these" action={<ButtonLink href="/settings/dumps">Show all dumps</ButtonLink>}>
        Nothing that was sent like this waits here.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Everything could be read">
      What is sent to /api/v1/telemetry/smartctl, redfish and the others, and cannot be read, stands here with the
      reason.
    </EmptyState>
  )
}
