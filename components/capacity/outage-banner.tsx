'use client'

import { useState } from 'react'
import { DarkSoFar } from '@/components/incidents/dark-so-far'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { OutageDialog } from './outage-dialog'

/** A datacenter without power: since when, what it means, and the way to end it. */
export function OutageBanner(props: { code: string; since: string; disabledReason: string | null }) {
  const { code, since, disabledReason } = props
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Banner
        glyph="bolt"
        title={`${code} is in a power outage`}
        action={
          <Button disabledReason={disabledReason} reasonAt="before" onClick={() => setAsking(true)}>
            End outage…
          </Button>
        }
      >
        since <Time at={since} /> UTC, <Time at={since} look="span" />. No reboot tickets are opened there; events are
        kept and judged again when it ends. <DarkSoFar at={{ datacenter: code }} />
      </Banner>
      <OutageDialog code={code} ends open={asking} onOpenChange={setAsking} />
    </>
  )
}

/** Says that a datacenter has no power; quiet, as it is seldom needed. Where it says so already, the banner ends it. */
export function OutageSwitch({ code, disabledReason }: { code: string; disabledReason: string | null }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        look="quiet"
        glyph="bolt"
        iconOnly
        disabledReason={disabledReason}
        reasonAt="tooltip"
        // What can't be pressed need not be large, nor be drawn as a box over the name below it.
        className={disabledReason === null ? undefined : 'border-transparent! bg-transparent! tab:size-6!'}
        onClick={() => setAsking(true)}
      >
        {`Power outage in ${code}…`}
      </Button>
      <OutageDialog code={code} ends={false} open={asking} onOpenChange={setAsking} />
    </>
  )
}
