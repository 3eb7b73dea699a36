'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { Time } from '@/components/ui/time'
import type { QueuedScan } from '@/lib/client/scan-queue/queued-scan'
import { queuedScanWords } from '@/lib/domain/scan-words'
import { type BothSides, bothSides, reasonOf, remedyOf } from './batch-words'
import { placeFrom, placeWords, type ScanLocation } from './scan-place'

const settledWords = { theirs: 'Theirs stands', removed: 'Removed' } as const

export interface LineActions {
  keepTheirs: (scan: QueuedScan) => void
  remove: (scan: QueuedScan) => void
  sendAnew: (scan: QueuedScan, location?: ScanLocation) => void
}

/** One scan of the batch: its state, where and when; refused, also why, both sides and the ways out. */
export function BatchLine({ scan, busy, actions }: { scan: QueuedScan; busy: boolean; actions: LineActions }) {
  const { status, body, server, settled } = scan
  const mark = queuedScanWords[status]
  const where = placeWords(placeFrom(body.location), server?.heightU ?? scan.before?.heightU ?? 1)
  return (
    <li
      aria-label={`${body.barcode}, ${mark.word}`}
      className={classNames(
        'relative border-line border-b px-4 py-2.5',
        status === 'refused' && 'before:absolute before:inset-y-0 before:left-0 before:w-1 before:bg-fail',
      )}
    >
      <div className="flex min-h-6 items-center gap-2.5">
        <span className={classNames(`t-${mark.tone}`, 'flex flex-none text-x')}>
          <Glyph name={mark.glyph} size={16} title={mark.word} />
        </span>
        <b className="mono min-w-0 flex-1 truncate font-medium text-[17px]">{body.barcode}</b>
        <span className="flex-none text-[13px] text-text2">
          {status === 'refused' ? null : `${settled === undefined ? where : settledWords[settled]}, `}
          <Time at={body.scannedAt} look="clock" />
        </span>
      </div>
      {status === 'refused' ? <Refusal scan={scan} busy={busy} actions={actions} /> : null}
    </li>
  )
}

function Refusal({ scan, busy, actions }: { scan: QueuedScan; busy: boolean; actions: LineActions }) {
  const remedy = remedyOf(scan)
  const sides = bothSides(scan)
  const wide = 'h-11! min-w-0 flex-1! px-2!'
  return (
    <div className="pl-[26px]">
      <p className="mt-1 text-pretty text-[15px] text-text2 leading-[21px]">{reasonOf(scan)}</p>
      {sides === null ? null : <Sides sides={sides} />}
      <div className="mt-2.5 flex flex-wrap gap-2">
        {sides === null ? (
          <ButtonLink size="touch" className={wide} href={`/servers/${encodeURIComponent(scan.body.barcode)}`}>
            Open server
          </ButtonLink>
        ) : (
          <Button size="touch" className={wide} onClick={() => actions.keepTheirs(scan)}>
            Keep theirs
          </Button>
        )}
        {remedy === null ? (
          <Button size="touch" className={wide} onClick={() => actions.remove(scan)}>
            Remove line
          </Button>
        ) : (
          <Button size="touch" className={wide} busy={busy} onClick={() => actions.sendAnew(scan, remedy.location)}>
            {remedy.label}
          </Button>
        )}
      </div>
    </div>
  )
}

function Sides({ sides: { mine, theirs } }: { sides: BothSides }) {
  return (
    <dl className="mt-2 grid grid-cols-2 overflow-hidden rounded-control border border-line text-[14px] leading-5">
      <div className="min-w-0 px-2.5 py-1.5">
        <dt className="text-[12px] text-text2">You scanned</dt>
        <dd className="mono break-words font-medium">{mine.words}</dd>
        <dd className="text-text2">
          at <Time at={mine.at} look="clock" />
        </dd>
      </div>
      <div className="min-w-0 border-line border-l bg-canvas px-2.5 py-1.5">
        <dt className="text-[12px] text-text2">Now</dt>
        <dd className="mono break-words font-medium">{theirs.words}</dd>
        <dd className="break-words text-text2">
          {theirs.by}, <Time at={theirs.at} look="clock" />
        </dd>
      </div>
    </dl>
  )
}
