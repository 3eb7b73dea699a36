'use client'

import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { HeaderActions } from '@/components/shell/header-actions'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { replaceQuery } from '@/lib/client/page-address'
import type { QueuedScan } from '@/lib/client/scan-queue/queued-scan'
import { BATCH_PARTS, type BatchPart, countParts } from './batch-words'
import { keepPage } from './keep-page'
import type { NextLocks } from './next-locks'
import { QueueBanners } from './queue-banners'
import { answerAloud } from './scan-sounds'
import { ScanStation } from './scan-station'
import { useDeviceQueue } from './use-device-queue'
import { useScanner } from './use-scanner'

const loadBatch = () => import('./batch-view').then((module) => module.BatchView).catch(() => NotLoaded)
const BatchView = dynamic(loadBatch, { ssr: false })

/** A part of the page that was not fetched while there was network. */
function NotLoaded() {
  return (
    <EmptyState title="This part of the page is not on this device yet">
      Scans are kept all the same. Load the page again when the network is back.
    </EmptyState>
  )
}

/** For a thumb with a glove on: a place that is set once, one box, one large answer. `locked`: may only look things up. */
export function ScanScreen({ locked, person, locks }: { locked: string | null; person: string; locks: NextLocks }) {
  const { open, device, state } = useDeviceQueue(person)
  const scanner = useScanner(locked, open, state.scans)
  useLateRefusals(state.scans)
  const search = useSearchParams()
  const inBatch = search.get('view') === 'batch'
  const part = BATCH_PARTS.find((one) => one === search.get('part')) ?? 'all'
  // Before the network can go: what waits on this device has to be seen without it.
  useEffect(() => void loadBatch(), [])
  useEffect(() => {
    if (device !== null) void keepPage(device.store)
  }, [device])

  const show = (view: 'batch' | 'station', of: BatchPart = 'all') => {
    const params = new URLSearchParams(window.location.search)
    params.delete('view')
    params.delete('part')
    if (view === 'batch') params.set('view', 'batch')
    if (view === 'batch' && of !== 'all') params.set('part', of)
    const query = params.toString()
    replaceQuery(query === '' ? '/scan' : `/scan?${query}`)
  }
  const counts = countParts(state.scans ?? [])
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-var(--shell-head)-var(--shell-foot))] max-w-[640px] flex-col border-line text-touch tab:border-r tab:border-l">
      <PageHeader title="Scan" hidden />
      {inBatch ? null : (
        <HeaderActions>
          <Button glyph="list" className="max-tab:h-11!" onClick={() => show('batch')}>
            {`Batch ${counts.all}`}
          </Button>
        </HeaderActions>
      )}
      {locked === null ? null : (
        <Banner glyph="lock" tone="idle" title="You can look things up here, not place them.">
          {locked}.
        </Banner>
      )}
      <QueueBanners state={state} onRefused={inBatch ? null : () => show('batch', 'refused')} />
      {inBatch ? (
        <BatchView
          state={state}
          part={part}
          busy={scanner.busy}
          onPart={(of) => show('batch', of)}
          onBack={() => show('station')}
          onClear={() => void device?.queue.clearDone()}
          actions={{
            keepTheirs: ({ seq }) => void device?.queue.settle(seq, 'theirs'),
            remove: ({ seq }) => void device?.queue.settle(seq, 'removed'),
            sendAnew: scanner.sendAnew,
          }}
        />
      ) : (
        <ScanStation scanner={scanner} locks={locks} />
      )}
    </div>
  )
}

/** What is refused when nobody waits for it any more is heard as well: the phone may be in a pocket. */
function useLateRefusals(scans: readonly QueuedScan[] | null): void {
  const late = scans?.filter((scan) => scan.status === 'refused' && scan.late === true).length
  const before = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (late !== undefined && before.current !== undefined && late > before.current) answerAloud('no')
    before.current = late
  }, [late])
}
