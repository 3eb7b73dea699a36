'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import type { OrderView } from '@/lib/contracts/planning/order'
import { useDiscard } from './use-discard'

/** Throws the draft away, after asking. */
export function DiscardOrder(props: { order: OrderView; lock: string | null; onDone: () => void }) {
  const { order, lock, onDone } = props
  const [asking, setAsking] = useState(false)
  const { discard, pending, problem } = useDiscard(onDone)
  return (
    <>
      <span className="text-small text-text3 max-tab:hidden">Draft saved</span>
      <Button look="quiet" disabledReason={lock} reasonAt="tooltip" onClick={() => setAsking(true)}>
        Discard…
      </Button>
      <Dialog
        title={`Discard ${order.number}?`}
        description="It holds no server. Its plan is dropped, and the order ends here."
        open={asking}
        onOpenChange={setAsking}
      >
        <ProblemNote problem={problem} />
        <DialogFooter>
          <Button onClick={() => setAsking(false)}>Keep it</Button>
          <Button look="danger" busy={pending} onClick={() => void discard(order, 'Discarded in the wizard')}>
            Discard the order
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  )
}
