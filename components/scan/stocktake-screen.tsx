'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { closeStocktake, recordStocktakeScan, settleStocktakeLine } from '@/lib/actions/inventory-actions'
import { apiGet } from '@/lib/client/api-fetch'
import type { Problem } from '@/lib/client/problem'
import { queryKeys } from '@/lib/client/query-keys'
import { useCommand } from '@/lib/client/use-command'
import { useFresh } from '@/lib/client/use-fresh'
import type { StocktakeLineView, StocktakeView } from '@/lib/contracts/inventory/stocktake'
import { ScanBox } from './scan-box'
import { answerAloud } from './scan-sounds'
import { StocktakeLines } from './stocktake-lines'

/** One rack or warehouse is counted: scan all that is there, then settle what is missing and what was not expected. */
export function StocktakeScreen({ first, locked }: { first: StocktakeView; locked: string | null }) {
  const { id } = first
  const client = useQueryClient()
  const { view } = useFresh(first, {
    queryKey: queryKeys.one('stocktake', id),
    queryFn: ({ signal }) => apiGet<StocktakeView>(`/stocktakes/${id}`, {}, signal),
  })
  const [settling, setSettling] = useState<string | null>(null)
  const [said, setSaid] = useState<{ yes: boolean; words: string } | null>(null)
  const keep = (now: StocktakeView) => client.setQueryData(queryKeys.one('stocktake', id), now)
  const refuse = ({ detail }: Problem) => {
    answerAloud('no')
    setSaid({ yes: false, words: detail })
  }
  const seen = useCommand(recordStocktakeScan, {
    onDone: (now, { code }) => {
      keep(now)
      answerAloud('yes')
      setSaid({ yes: true, words: `${code.trim()} seen` })
    },
    onProblem: refuse,
  })
  const settle = useCommand(settleStocktakeLine, { onDone: keep, onProblem: refuse })
  const close = useCommand(closeStocktake, { onDone: keep, onProblem: refuse })
  const closed = view.closedAt !== undefined
  const place = view.rack ?? view.warehouse ?? ''

  return (
    <div className="mx-auto min-h-[calc(100dvh-var(--shell-head)-var(--shell-foot))] max-w-[640px] border-line text-touch tab:border-r tab:border-l">
      <Crumbs
        items={[
          { label: 'Scan', href: '/scan' },
          { label: 'Stocktakes', href: '/scan/stocktakes' },
          { label: place, code: true },
        ]}
      />
      <PageHeader
        title={place}
        code
        facts={
          <span>
            {closed ? 'counted by' : 'being counted by'} {view.closedBy ?? view.startedBy},{' '}
            <Time at={view.closedAt ?? view.startedAt} look="stamp" />
          </span>
        }
      />
      {locked === null ? null : (
        <Banner glyph="lock" tone="idle" title="You can look at this count, not add to it.">
          {locked}.
        </Banner>
      )}
      {closed || locked !== null ? null : (
        <ScanBox
          label="Scan each server that is here"
          busy={seen.pending}
          onSubmit={(code) => void seen.run({ id, code })}
        />
      )}
      <p role="status" className={`min-h-6 px-4 pb-2 ${said?.yes === false ? 't-fail text-x' : 'text-text2'}`}>
        {said?.words}
      </p>
      <Counts view={view} />
      <StocktakeLines
        view={view}
        locked={closed ? 'It is closed' : locked}
        settling={settle.pending ? settling : null}
        onSettle={(line: StocktakeLineView, as, reason) => {
          setSettling(line.code)
          void settle.run({ id, code: line.code, as, ...(reason === undefined ? {} : { reason }) })
        }}
      />
      {closed || locked !== null ? null : (
        <div className="sticky bottom-(--shell-foot) border-line border-t bg-canvas px-4 py-3">
          <Button
            size="main"
            look="primary"
            className="w-full"
            busy={close.pending}
            reasonAt="below"
            disabledReason={view.open === 0 ? null : `${view.open} not settled yet`}
            onClick={() => void close.run({ id })}
          >
            Close the count
          </Button>
        </div>
      )}
    </div>
  )
}

function Counts({ view: { counts } }: { view: StocktakeView }) {
  return (
    <dl className="grid grid-cols-3 border-line border-y text-center">
      {(['found', 'missing', 'unexpected'] as const).map((name) => (
        <div key={name} className="border-line border-l py-2 first:border-l-0">
          <dt className="text-[13px] text-text2">{name.charAt(0).toUpperCase() + name.slice(1)}</dt>
          <dd className="font-semibold text-[24px] leading-7">{counts[name]}</dd>
        </div>
      ))}
    </dl>
  )
}
