'use client'

import { Glyph } from '@/components/ui/glyph'
import { clockText } from '@/components/ui/time-text'
import { useLiveStatus } from '@/lib/client/live-updates'

/** Says whether what is on screen is live, and if not, until when it is true. */
export function LiveMark() {
  const status = useLiveStatus()
  return (
    <span role="status" className="inline-flex items-center whitespace-nowrap text-small text-text2 max-tab:text-title">
      {status.state === 'reconnecting' ? (
        <span className="t-warn inline-flex items-center gap-1.5 font-medium text-x">
          <Glyph name="offline" />
          <span>
            <span className="max-desk:sr-only">Reconnecting, data from </span>
            <span className="desk:hidden">from </span>
            <span className="mono">{status.since === null ? '' : clockText(status.since)}</span>
          </span>
        </span>
      ) : (
        <span className="inline-flex items-center gap-1.5">
          <span
            aria-hidden
            className={
              status.state === 'live'
                ? 'size-[7px] rounded-full bg-free'
                : 'size-[7px] rounded-full border border-text3'
            }
          />
          {status.state === 'live' ? 'Live' : <span className="text-text3">Connecting</span>}
        </span>
      )}
    </span>
  )
}
