'use client'

import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { Figure } from '@/components/ui/figure'
import { ProblemNote } from '@/components/ui/problem-note'
import { DetailList } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import { useFresh } from '@/lib/client/use-fresh'
import type { BulkChangeDetailView, RefusedServerView } from '@/lib/contracts/inventory/bulk-change'
import type { Page } from '@/lib/contracts/paging'
import { cancelAction, isActiveBulkChange } from '@/lib/domain/bulk-changes/bulk-change-state'
import { BulkChangeProgress } from './bulk-change-progress'
import { refusedServersQuery } from './bulk-change-queries'
import { askedInWords, changeInWords } from './bulk-change-words'
import { RefusedServers } from './refused-servers'
import { useBulkChange } from './use-bulk-change'

/** One change of many servers: how far it is, who was refused and why. */
export function BulkChangeScreen(props: {
  first: BulkChangeDetailView
  refused: Page<RefusedServerView>
  cursor: string | undefined
  lock: string | null
}) {
  const { cursor, lock } = props
  const { view, problem, pollMs, cancel } = useBulkChange(props.first)
  const { id, status, change } = view
  const refused = useFresh(props.refused, { ...refusedServersQuery(id, cursor), pollMs }).view
  const title = changeInWords(change)
  const stop = cancelAction(status)
  return (
    <>
      <Crumbs
        items={[
          { label: 'Servers', href: '/servers' },
          { label: 'Bulk changes', href: '/bulk-changes' },
          { label: title },
        ]}
      />
      <PageHeader
        title={title}
        marks={<StateMark look="tint" kind="bulkChange" state={status} />}
        facts={<span className="text-pretty">{change.kind === 'move' ? askedInWords(view) : change.reason}</span>}
        actions={
          <>
            <ProblemNote problem={cancel.problem} className="max-tab:w-full" />
            <ButtonLink href={`/audit${toQueryString({ request: view.request })}`}>Audit</ButtonLink>
            {isActiveBulkChange(status) ? (
              <Button
                look="danger"
                busy={cancel.pending}
                disabledReason={lock ?? (stop.allowed ? null : (stop.reason ?? ''))}
                onClick={() => void cancel.run({ id })}
              >
                Cancel
              </Button>
            ) : null}
          </>
        }
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This page may be old.">
          {problem.detail}
        </Banner>
      )}
      <div className="px-4 pb-3">
        <BulkChangeProgress view={view} />
      </div>
      <BulkChangeFigures view={view} />
      <RefusedServers
        view={view}
        refused={refused}
        href={(next) => `/bulk-changes/${id}${toQueryString({ cursor: next })}`}
        cursor={cursor}
      />
    </>
  )
}

function BulkChangeFigures({ view }: { view: BulkChangeDetailView }) {
  const { total, done, already, refused, problem, createdAt, startedBy, finishedAt } = view
  return (
    <>
      <div data-line className="flex flex-wrap gap-x-9 gap-y-3 border-line border-t px-4 py-3">
        <Figure size="plain" value={total} label="servers" />
        <Figure size="plain" value={done} tone={done > 0 ? 'free' : undefined} label="changed" />
        <Figure size="plain" value={already} label="so already" />
        <Figure size="plain" value={refused} tone={refused > 0 ? 'fail' : undefined} label="refused" />
      </div>
      <div className="border-line border-t px-4 py-3">
        <DetailList
          items={[
            { term: 'Servers', value: <span className="wrap-break-word">{askedInWords(view)}</span> },
            {
              term: 'Sent',
              value: (
                <span>
                  <Time at={createdAt} /> UTC, by {startedBy}
                </span>
              ),
            },
            {
              term: 'Ended',
              value:
                finishedAt === undefined ? null : (
                  <span>
                    <Time at={finishedAt} /> UTC
                  </span>
                ),
            },
            { term: 'Problem', value: problem === undefined ? null : problem },
          ]}
        />
      </div>
    </>
  )
}
