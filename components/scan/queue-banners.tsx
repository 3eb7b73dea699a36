'use client'

import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/numbers'
import { Time } from '@/components/ui/time'
import type { QueueState } from '@/lib/client/scan-queue/scan-queue'
import { countParts } from './batch-words'

/** No network, an ended session, a browser that keeps nothing, refusals that came late: what it means and the way out. */
export function QueueBanners({ state, onRefused }: { state: QueueState; onRefused: (() => void) | null }) {
  const { kept } = countParts(state.scans ?? [])
  const late = (state.scans ?? []).filter((scan) => scan.status === 'refused' && scan.late === true).length
  return (
    <>
      {state.awaySince === null ? null : (
        <Banner
          glyph="offline"
          title={
            <>
              No network since <Time at={state.awaySince} look="clock" />.
            </>
          }
        >
          {kept === 0
            ? 'Scans are kept on this device and sent in order when it returns. Keep scanning.'
            : `${countOf(kept, 'scan is', 'scans are')} kept on this device and sent in order when it returns. Keep scanning.`}
        </Banner>
      )}
      {!state.signedOut ? null : (
        <Banner
          glyph="lock"
          title="Your session has ended."
          action={<ButtonLink href="/sign-in?callbackUrl=%2Fscan">Sign in</ButtonLink>}
        >
          {`${countOf(kept, 'scan is', 'scans are')} kept on this device until you sign in.`}
        </Banner>
      )}
      {state.durable ? null : (
        <Banner glyph="info" tone="idle" title="This browser keeps nothing.">
          Scans without network last as long as this page stays open.
        </Banner>
      )}
      {late === 0 || onRefused === null ? null : (
        <Banner
          tone="fail"
          glyph="diamond-x"
          title={`${countOf(late, 'scan needs', 'scans need')} you.`}
          action={<Button onClick={onRefused}>Look</Button>}
        >
          Refused when it was sent.
        </Banner>
      )}
    </>
  )
}
