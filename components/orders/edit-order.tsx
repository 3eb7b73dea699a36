'use client'

import dynamic from 'next/dynamic'
import { EditDialog } from '@/components/ui/edit-dialog'
import type { OrderView } from '@/lib/contracts/planning/order'
import { orderMachine } from '@/lib/domain/order-state'

const EditOrderForm = dynamic(() => import('./edit-order-form').then((module) => module.EditOrderForm), { ssr: false })

/** The form, behind its button. Others may edit the order meanwhile: see `useSharedEdit`. */
export function EditOrder({ order, lock }: { order: OrderView; lock: string | null }) {
  const over = orderMachine.isFinal(order.status) ? 'it is history' : null
  return (
    <EditDialog thing={order.number} lock={lock ?? over}>
      {(close) => <EditOrderForm order={order} onClose={close} />}
    </EditDialog>
  )
}
