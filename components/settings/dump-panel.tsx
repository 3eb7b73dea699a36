'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { DetailList, Section } from '@/components/ui/section'
import { SidePanel } from '@/components/ui/side-panel'
import { Time } from '@/components/ui/time'
import { deleteDump, retryDump } from '@/lib/actions/telemetry-actions'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import type { DumpWithBodyView } from '@/lib/contracts/telemetry/dump'
import type { IngestView } from '@/lib/contracts/telemetry/event'
import { type DumpLocks, formatWords } from './dump-filters'

/** Enough to see what it is. */
const SHOWN_CHARACTERS = 4_000

/** One dump: why it could not be read, whose it is, how it begins; to be tried again, or deleted. */
export function DumpPanel(props: {
  dump: DumpWithBodyView
  locks: DumpLocks
  closeHref: string
  onRead: (answer: IngestView) => void
}) {
  const { dump, locks, closeHref, onRead } = props
  return (
    <SidePanel label={`Dump ${dump.id}`} title={formatWords[dump.format]} closeHref={closeHref}>
      <p className="px-4 pb-3 text-pretty font-medium text-fail-x [overflow-wrap:anywhere]">{dump.reason}</p>
      <DumpTasks dump={dump} locks={locks} closeHref={closeHref} onRead={onRead} />
      <Section title="What came">
        <DetailList items={detailsOf(dump)} />
      </Section>
      <Section title="How it begins" note={shownNote(dump.body)}>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          tabIndex={0}
          aria-label="Text of the dump"
          className="max-h-[60dvh] overflow-auto rounded-control border border-line bg-sunken p-2"
        >
          <pre className="mono whitespace-pre-wrap text-small [overflow-wrap:anywhere]">
            {dump.body === '' ? 'Nothing: its body was empty.' : dump.body.slice(0, SHOWN_CHARACTERS)}
          </pre>
        </section>
      </Section>
    </SidePanel>
  )
}

const shownNote = (body: string) =>
  body.length > SHOWN_CHARACTERS ? `its first ${SHOWN_CHARACTERS} characters` : undefined

function detailsOf(dump: DumpWithBodyView) {
  const { barcode, datacenter, contentType, bytes, times, receivedAt, lastReceivedAt, requestId } = dump
  return [
    {
      term: 'For server',
      value:
        barcode === undefined ? null : <CodeText href={`/servers/${encodeURIComponent(barcode)}`}>{barcode}</CodeText>,
    },
    { term: 'Datacenter', value: datacenter === undefined ? null : <CodeText>{datacenter}</CodeText> },
    { term: 'Came', value: <Time at={receivedAt} /> },
    {
      term: 'Last',
      value:
        times === 1 ? null : (
          <span>
            <Time at={lastReceivedAt} />, {times} times in all
          </span>
        ),
    },
    { term: 'Length', value: countOf(bytes, 'byte') },
    { term: 'Called', value: contentType === '' ? 'nothing' : contentType },
    { term: 'Request', value: <span className="mono min-w-0 [overflow-wrap:anywhere]">{requestId}</span> },
  ]
}

/** Its server may be known by now, or its format. */
function DumpTasks({ dump, locks, closeHref, onRead }: Parameters<typeof DumpPanel>[0]) {
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const leave = () => go(closeHref, { scroll: false, replace: true })
  const changes = () => [{ entity: 'telemetry-dump', key: dump.id }]
  const retry = useCommand(retryDump, {
    changes,
    leaves: true,
    onDone: (answer) => {
      onRead(answer)
      leave()
    },
  })
  const remove = useCommand(deleteDump, { changes, leaves: true, onDone: leave })
  return (
    <div className="flex flex-col gap-2 px-4 pb-3">
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          glyph="retry"
          busy={retry.pending}
          disabledReason={locks.retry}
          reasonAt="tooltip"
          onClick={() => void retry.run({ id: dump.id })}
        >
          Try again
        </Button>
        {asking ? (
          <>
            <Button autoFocus onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button look="danger" busy={remove.pending} onClick={() => void remove.run({ id: dump.id })}>
              Delete it
            </Button>
          </>
        ) : (
          <Button disabledReason={locks.remove} reasonAt="tooltip" onClick={() => setAsking(true)}>
            Delete…
          </Button>
        )}
      </div>
      {locks.retry === null ? null : <p className="text-small text-text2">{locks.retry}</p>}
      <ProblemNote problem={retry.problem ?? remove.problem} className="empty:hidden" />
    </div>
  )
}
