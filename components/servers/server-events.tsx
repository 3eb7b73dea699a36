'use client'

import { readEvent } from '@/components/tickets/event-reading'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { EventView } from '@/lib/contracts/telemetry/event'
import { EventOutcome } from './event-outcome'
import { serverEventsQuery } from './server-queries'

const columns: readonly Column<EventView>[] = [
  {
    key: 'at',
    head: 'At, UTC',
    width: '110px',
    phone: 'trail',
    cell: (event) => (
      <span className="mono whitespace-nowrap text-text2">
        <Time at={event.ts} />
      </span>
    ),
  },
  { key: 'kind', head: 'Kind', width: '170px', phone: 'lead', cell: (event) => <CodeText>{event.kind}</CodeText> },
  { key: 'reading', head: 'Reading', cell: (event) => readingOf(event) },
  { key: 'outcome', head: 'What became of it', width: '220px', cell: (event) => <EventOutcome event={event} /> },
]

function readingOf(event: EventView): string {
  const { what, where, value } = readEvent(event)
  return [where, value ?? what].filter((part) => part !== null).join(', ')
}

/** What the server reported last, each with what became of it. */
export function ServerEvents({ barcode, first }: { barcode: string; first: Page<EventView> }) {
  const { view, problem } = useFresh(first, serverEventsQuery(barcode))
  return (
    <Section
      title="What became of its events"
      note={problem === null ? 'newest first' : `may be old: ${problem.detail}`}
    >
      {view.items.length === 0 ? (
        <p className="text-text2">It has reported nothing yet.</p>
      ) : (
        <div className="-mx-4">
          <DataTable
            label="Telemetry events"
            columns={columns}
            rows={view.items}
            rowKey={(event) => event.id}
            stickyTop="auto"
          />
        </div>
      )}
    </Section>
  )
}
