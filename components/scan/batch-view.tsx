'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { Segment } from '@/components/ui/segment'
import { Time } from '@/components/ui/time'
import type { QueueState } from '@/lib/client/scan-queue/scan-queue'
import { BatchLine, type LineActions } from './batch-line'
import { BATCH_PARTS, type BatchPart, countParts, inPart, partWords } from './batch-words'

/** What was scanned on this device: kept, refused, done; the reason and the way out beside each refusal. */
export function BatchView(props: {
  state: QueueState
  part: BatchPart
  busy: boolean
  actions: LineActions
  onPart: (part: BatchPart) => void
  onClear: () => void
  onBack: () => void
}) {
  const { state, part, busy, actions, onPart, onClear, onBack } = props
  const scans = state.scans ?? []
  const counts = countParts(scans)
  const shown = scans.filter((scan) => inPart(scan, part))
  const first = scans.at(-1)
  return (
    <>
      <div className="flex min-h-14 items-center gap-2 border-line border-b pr-4">
        <button
          type="button"
          aria-label="Back to scanning"
          onClick={onBack}
          className="grid size-12 place-items-center"
        >
          <Glyph name="left" size={16} />
        </button>
        <h2 className="min-w-0 flex-1 font-semibold text-[19px]">
          Batch{' '}
          {first === undefined ? null : (
            <span className="font-normal text-[15px] text-text2">
              since <Time at={first.body.scannedAt} look="stamp" />
            </span>
          )}
        </h2>
        {counts.done === 0 ? null : (
          <Button size="touch" className="h-11! text-title!" onClick={onClear}>
            Put done away
          </Button>
        )}
      </div>
      <div className="border-line border-b px-4 py-3">
        <Segment
          label="Part of the batch"
          value={part}
          className="flex! h-11! rounded-overlay! [&>*]:flex-1 [&>*]:justify-center [&>*]:px-1!"
          options={BATCH_PARTS.map((value) => ({ value, label: partWords[value], count: counts[value] }))}
          onChange={(value) => onPart(BATCH_PARTS.find((one) => one === value) ?? 'all')}
        />
      </div>
      {state.scans === null ? (
        <p className="px-4 py-8 text-text3">Reading what is kept on this device…</p>
      ) : shown.length === 0 ? (
        <EmptyState
          title={scans.length === 0 ? 'Nothing was scanned yet' : `Nothing is ${partWords[part].toLowerCase()}`}
        >
          {scans.length === 0 ? 'Each scan that places a server stands here, also without network.' : undefined}
        </EmptyState>
      ) : (
        <ul aria-label="Scans">
          {shown.map((scan) => (
            <BatchLine key={scan.seq} scan={scan} busy={busy} actions={actions} />
          ))}
        </ul>
      )}
      <div className="sticky bottom-(--shell-foot) border-line border-t bg-canvas px-4 py-3">
        <Button size="main" look="primary" glyph="scan" className="w-full" onClick={onBack}>
          Scan on
        </Button>
      </div>
    </>
  )
}
