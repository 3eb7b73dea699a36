'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { dropPlan, planOrder } from '@/lib/actions/planning-actions'
import { cancelOrder, provisionOrder, releaseOrder } from '@/lib/actions/provisioning-actions'
import { useCommand } from '@/lib/client/use-command'
import type { OrderView } from '@/lib/contracts/planning/order'
import { type ConfirmedAction, confirmationOf } from './order-confirm'
import { wizardHref } from './wizard-href'

/** Says what an action on the order will do, and does it. A refusal stays in the dialog, in the server's words. */
export function ConfirmDialog(props: { order: OrderView; action: ConfirmedAction | null; onClose: () => void }) {
  const { order, action, onClose } = props
  return (
    <Dialog
      title={action === null ? '' : confirmationOf(action, order).title}
      description={action === null ? undefined : confirmationOf(action, order).what}
      open={action !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      {action === null ? null : <ConfirmBody order={order} action={action} onClose={onClose} />}
    </Dialog>
  )
}

function ConfirmBody({ order, action, onClose }: { order: OrderView; action: ConfirmedAction; onClose: () => void }) {
  const words = confirmationOf(action, order)
  const [reason, setReason] = useState('')
  const { run, pending, problem } = useOrderCommand(order, action, onClose)
  return (
    <>
      {words.reason ? (
        <TextAreaField
          label="Reason, if you like"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <ProblemNote problem={problem} className="mt-3 empty:hidden" blockerHref={(code) => `/servers/${code}`} />
      <DialogFooter>
        <Button onClick={onClose}>{words.keep}</Button>
        <Button
          look={words.danger ? 'danger' : 'primary'}
          busy={pending}
          onClick={() => run(reason.trim() === '' ? undefined : reason.trim())}
        >
          {words.confirm}
        </Button>
      </DialogFooter>
    </>
  )
}

/** The command behind a confirmed action. */
function useOrderCommand(order: OrderView, action: ConfirmedAction, onDone: () => void) {
  const router = useRouter()
  const { number } = order
  const options = { onDone, changes: () => [{ entity: 'order', key: number }] }
  const provisioning = useCommand(provisionOrder, options)
  const cancelling = useCommand(cancelOrder, options)
  const releasing = useCommand(releaseOrder, options)
  const dropping = useCommand(dropPlan, options)
  const planning = useCommand(planOrder, {
    ...options,
    onDone: () => {
      onDone()
      router.push(wizardHref('plan', { order: number }))
    },
  })
  const withReason = (reason: string | undefined) => ({ number, ...(reason === undefined ? {} : { reason }) })
  switch (action) {
    case 'provision':
    case 'retry':
      return { ...provisioning, run: () => void provisioning.run({ number }) }
    case 'cancel':
      return { ...cancelling, run: (reason?: string) => void cancelling.run(withReason(reason)) }
    case 'release':
      return { ...releasing, run: (reason?: string) => void releasing.run(withReason(reason)) }
    case 'drop-plan':
      return { ...dropping, run: () => void (order.plan === undefined ? undefined : dropping.run({ id: order.plan })) }
    case 'replan':
      return { ...planning, run: () => void planning.run({ number }) }
  }
}
