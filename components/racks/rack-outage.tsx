'use client'

import { useState } from 'react'
import { DarkSoFar } from '@/components/incidents/dark-so-far'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { Time } from '@/components/ui/time'
import { setRackOutage } from '@/lib/actions/lifecycle-actions'
import { useCommand } from '@/lib/client/use-command'
import type { RackView } from '@/lib/contracts/inventory/rack'

/** Says that a rack is without power, and the way to end it. */
export function RackOutageBanner({ rack, lock }: { rack: RackView; lock: string | null }) {
  const [asking, setAsking] = useState(false)
  if (rack.powerOutageSince === undefined) return null
  return (
    <>
      <Banner
        glyph="bolt"
        title={`${rack.code} is in a power outage`}
        action={
          <Button disabledReason={lock} reasonAt="before" onClick={() => setAsking(true)}>
            End outage…
          </Button>
        }
      >
        since <Time at={rack.powerOutageSince} /> UTC. No reboot tickets are opened for what stands in it; its events
        are kept and judged again when it ends. <DarkSoFar at={{ rack: rack.code }} />
      </Banner>
      <OutageDialog rack={rack} start={false} open={asking} onOpenChange={setAsking} />
    </>
  )
}

/** Starts the outage of a rack, after saying what that does. */
export function StartRackOutage({ rack, lock }: { rack: RackView; lock: string | null }) {
  const [asking, setAsking] = useState(false)
  if (rack.powerOutage) return null
  return (
    <>
      <Button look="quiet" glyph="bolt" disabledReason={lock} onClick={() => setAsking(true)}>
        Power outage…
      </Button>
      <OutageDialog rack={rack} start open={asking} onOpenChange={setAsking} />
    </>
  )
}

function OutageDialog(props: { rack: RackView; start: boolean; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { rack, start, open, onOpenChange } = props
  const command = useCommand(setRackOutage, {
    changes: () => [{ entity: 'rack', key: rack.code, datacenter: rack.datacenter }],
    onDone: () => onOpenChange(false),
  })
  const words = start
    ? {
        title: `Is ${rack.code} without power?`,
        description:
          'While it lasts, no reboot tickets open for its servers: what they say of not answering is folded into one incident. Tickets that are open stay.',
        leave: 'Cancel',
        go: 'Start outage',
      }
    : {
        title: `End the outage in ${rack.code}?`,
        description:
          'Servers that are still unreachable then get their reboot tickets at once. Those that came back get none.',
        leave: 'Leave it on',
        go: 'End outage',
      }
  return (
    <Dialog title={words.title} description={words.description} open={open} onOpenChange={onOpenChange}>
      <ProblemNote problem={command.problem} />
      <DialogFooter>
        <Button onClick={() => onOpenChange(false)}>{words.leave}</Button>
        <Button
          look="primary"
          busy={command.pending}
          onClick={() => void command.run({ code: rack.code, powerOutage: start })}
        >
          {words.go}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
