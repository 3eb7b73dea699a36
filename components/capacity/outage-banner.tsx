'use client'

import { useState } from 'react'
import { DarkSoFar } from '@/components/incidents/dark-so-far'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { Time } from '@/components/ui/time'
import { setPowerOutage } from '@/lib/actions/lifecycle-actions'
import { useCommand } from '@/lib/client/use-command'

/** A datacenter without power: since when, what it means, and the way to end it. */
export function OutageBanner(props: { code: string; since: string; disabledReason: string | null }) {
  const { code, since, disabledReason } = props
  const [asking, setAsking] = useState(false)
  const command = useCommand(setPowerOutage, {
    changes: () => [{ entity: 'datacenter', key: code, datacenter: code }],
    onDone: () => setAsking(false),
  })
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
      <Dialog
        title={`End the outage in ${code}?`}
        description="Servers that are still unreachable then get their reboot tickets at once. Those that came back get none."
        open={asking}
        onOpenChange={setAsking}
      >
        <ProblemNote problem={command.problem} />
        <DialogFooter>
          <Button onClick={() => setAsking(false)}>Leave it on</Button>
          <Button look="primary" busy={command.pending} onClick={() => void command.run({ code, powerOutage: false })}>
            End outage
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  )
}
