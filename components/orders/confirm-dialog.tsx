'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { dropPlan, planOrder } from '@/lib/actions/planning-actions'
import { cancelOrder, provisionOrder, releaseOrder } from '@/lib/actions/provisioning-actions'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import type { OrderView, WavesInput } from '@/lib/contracts/planning/order'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import { type Confirmation, type ConfirmedAction, confirmationOf } from './order-confirm'
import { OrderEnding } from './order-ending'
import { typedWaves, WavesFields, wavesOf } from './waves-fields'
import { wizardHref } from './wizard-href'

/** Says what an action on the order will do, and does it. A refusal stays in the dialog, in the server's words. */
export function ConfirmDialog(props: {
  order: OrderView
  firmware: FirmwarePlanView | null
  action: ConfirmedAction | null
  onClose: () => void
}) {
  const { order, firmware, action, onClose } = props
  const words = action === null ? null : confirmationOf(action, order, firmware)
  return (
    <Dialog title={words?.title ?? ''} description={words?.what} open={action !== null} onClose={onClose}>
      {action === null || words === null ? null : (
        <ConfirmBody order={order} action={action} words={words} onClose={onClose} />
      )}
    </Dialog>
  )
}

function ConfirmBody(props: { order: OrderView; action: ConfirmedAction; words: Confirmation; onClose: () => void }) {
  const { order, action, words, onClose } = props
  const [reason, setReason] = useState('')
  const [waves, setWaves] = useState(() => typedWaves(order.waves))
  const { run, pending, problem } = useOrderCommand(order, action, onClose)
  const inWaves = (action === 'provision' || action === 'retry') && order.servers.length > 1
  return (
    <>
      {action === 'cancel' || action === 'release' ? <OrderEnding number={order.number} action={action} /> : null}
      {words.reason ? (
        <TextAreaField
          label="Reason, if you like"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      {inWaves ? <WavesFields value={waves} servers={order.servers.length} onChange={setWaves} /> : null}
      <ProblemNote problem={problem} className="mt-3 empty:hidden" blockerHref={(code) => `/servers/${code}`} />
      <DialogFooter>
        <Button onClick={onClose}>{words.keep}</Button>
        <Button
          look={words.danger ? 'danger' : 'primary'}
          busy={pending}
          onClick={() =>
            run({
              ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
              ...(inWaves ? { waves: wavesOf(waves) } : {}),
            })
          }
        >
          {words.confirm}
        </Button>
      </DialogFooter>
    </>
  )
}

/** What was said in the dialog. */
interface Said {
  reason?: string | undefined
  waves?: WavesInput | null | undefined
}

/** The command behind a confirmed action. */
function useOrderCommand(order: OrderView, action: ConfirmedAction, onDone: () => void) {
  const go = useGo()
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
      go(wizardHref('plan', { order: number }))
    },
  })
  switch (action) {
    case 'provision':
    case 'retry':
      return { ...provisioning, run: ({ waves }: Said) => void provisioning.run({ number, waves }) }
    case 'cancel':
      return { ...cancelling, run: ({ reason }: Said) => void cancelling.run({ number, reason }) }
    case 'release':
      return { ...releasing, run: ({ reason }: Said) => void releasing.run({ number, reason }) }
    case 'drop-plan':
      return { ...dropping, run: () => void (order.plan === undefined ? undefined : dropping.run({ id: order.plan })) }
    case 'replan':
      return { ...planning, run: () => void planning.run({ number }) }
  }
}
