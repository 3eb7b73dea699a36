'use client'

import { useState } from 'react'
import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { ArrowText } from '@/components/ui/arrow-text'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { Figure } from '@/components/ui/figure'
import { ProblemNote } from '@/components/ui/problem-note'
import { DetailList } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { cancelImport, rerunImport } from '@/lib/actions/import-actions'
import { toQueryString } from '@/lib/client/api-fetch'
import { useCommand } from '@/lib/client/use-command'
import { useFresh } from '@/lib/client/use-fresh'
import type { ImportRowView, ImportView } from '@/lib/contracts/imports/import'
import type { Page } from '@/lib/contracts/paging'
import { importActions, isActiveImport } from '@/lib/domain/imports/import-state'
import { BadRows } from './bad-rows'
import { ImportProgress } from './import-progress'
import { importQuery, importRowsQuery } from './import-queries'
import { kindWords, sentenceOf } from './import-words'

const POLL_MS = 1_000

/** One import: how far it is, what would become or became of its rows, and what can be done with it. */
export function ImportScreen(props: {
  first: ImportView
  rows: Page<ImportRowView>
  cursor: string | undefined
  lock: string | null
}) {
  const { cursor, lock } = props
  const [active, setActive] = useState(isActiveImport(props.first.status))
  const pollMs = active ? POLL_MS : false
  const { view, problem } = useFresh(props.first, { ...importQuery(props.first.id), pollMs })
  if (isActiveImport(view.status) !== active) setActive(!active)
  const rows = useFresh(props.rows, { ...importRowsQuery(view.id, cursor), pollMs }).view
  const href = (next: string | undefined) => `/import/${view.id}${toQueryString({ cursor: next })}`
  return (
    <>
      <Crumbs items={[{ label: 'Import', href: `/import?kind=${view.kind}` }, { label: view.name }]} />
      <PageHeader
        title={kindWords[view.kind].title}
        marks={<StateMark look="tint" kind="import" state={view.status} />}
        facts={<span className="text-pretty">{sentenceOf(view)}</span>}
        actions={<ImportButtons view={view} lock={lock} />}
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This page may be old.">
          {problem.detail}
        </Banner>
      )}
      {isActiveImport(view.status) ? <ImportProgress view={view} /> : null}
      <ImportFigures view={view} />
      <ImportFacts view={view} />
      <BadRows
        view={view}
        rows={rows}
        nextHref={rows.nextCursor === undefined ? undefined : href(rows.nextCursor)}
        firstHref={cursor === undefined ? undefined : href(undefined)}
      />
    </>
  )
}

function ImportButtons({ view, lock }: { view: ImportView; lock: string | null }) {
  const run = useCommand(rerunImport, { changes: ({ id }) => [{ entity: 'import', key: id }] })
  const cancel = useCommand(cancelImport, { changes: ({ id }) => [{ entity: 'import', key: id }] })
  const [all, good, stop] = importActions(view)
  const { id } = view
  const reason = (one: typeof all) => lock ?? (one?.allowed === true ? null : (one?.reason ?? ''))
  const ended = !isActiveImport(view.status)
  const runnable = view.status === 'CHECKED' || view.status === 'REFUSED'
  const { href } = kindWords[view.kind]
  return (
    <>
      <ProblemNote problem={run.problem ?? cancel.problem} className="max-tab:w-full" />
      {runnable ? (
        <>
          <Button
            look={view.bad > 0 ? 'primary' : 'plain'}
            busy={run.pending}
            disabledReason={reason(good)}
            reasonAt="tooltip"
            onClick={() => void run.run({ id, mode: 'good' })}
          >
            Only the good rows
          </Button>
          <Button
            look={view.bad > 0 ? 'plain' : 'primary'}
            busy={run.pending}
            disabledReason={reason(all)}
            reasonAt={view.bad > 0 ? 'before' : 'tooltip'}
            onClick={() => void run.run({ id, mode: 'all' })}
          >
            Import all
          </Button>
        </>
      ) : null}
      {ended ? null : (
        <Button
          look="danger"
          busy={cancel.pending}
          disabledReason={reason(stop)}
          onClick={() => void cancel.run({ id })}
        >
          Cancel
        </Button>
      )}
      {view.status === 'DONE' && href !== null ? (
        <ButtonLink href={href}>Go to {kindWords[view.kind].many}</ButtonLink>
      ) : null}
      {ended && !runnable ? <ButtonLink href={`/import?kind=${view.kind}`}>Import more</ButtonLink> : null}
    </>
  )
}

function ImportFigures({ view }: { view: ImportView }) {
  if (view.rows === undefined) return null
  const done = view.status === 'DONE' || view.status === 'CANCELLED'
  return (
    <div data-line className="flex flex-wrap gap-x-9 gap-y-3 border-line border-t px-4 py-3">
      <Figure size="plain" value={view.rows} label={view.kind === 'device-types' ? 'device types' : 'rows'} />
      <Figure
        size="plain"
        value={view.added}
        tone={view.added > 0 ? 'free' : undefined}
        label={done ? 'added' : 'new'}
      />
      <Figure size="plain" value={view.changed} tone={view.changed > 0 ? 'warn' : undefined} label="changed" />
      <Figure size="plain" value={view.unchanged} label="as recorded" />
      <Figure size="plain" value={view.bad} tone={view.bad > 0 ? 'fail' : undefined} label="bad" />
    </div>
  )
}

function ImportFacts({ view }: { view: ImportView }) {
  const read = view.columns.filter(({ field }) => field !== null)
  const passed = view.columns.filter(({ field }) => field === null)
  const text = (pairs: typeof view.columns) =>
    pairs.map(({ header, field }) => (field === null || header === field ? header : `${header} → ${field}`)).join(', ')
  return (
    <div className="border-line border-t px-4 py-3">
      <DetailList
        items={[
          {
            term: 'Sent',
            value: (
              <span>
                {<Time at={view.createdAt} />} UTC, by {view.startedBy}
              </span>
            ),
          },
          {
            term: 'Columns read',
            value:
              read.length === 0 ? null : (
                <span className="mono wrap-break-word text-small">
                  <ArrowText>{text(read)}</ArrowText>
                </span>
              ),
          },
          {
            term: 'Passed over',
            value: passed.length === 0 ? null : <span className="mono wrap-break-word text-small">{text(passed)}</span>,
          },
        ]}
      />
    </div>
  )
}
