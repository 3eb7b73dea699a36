'use client'

import dynamic from 'next/dynamic'
import { EditDialog } from '@/components/ui/edit-dialog'
import type { TicketView } from '@/lib/contracts/tickets/ticket'

const EditTicketForm = dynamic(() => import('./edit-ticket-form').then((module) => module.EditTicketForm), {
  ssr: false,
})

/** The form, behind its button. Others may edit the ticket meanwhile: see `useSharedEdit`. */
export function EditTicket({ ticket, me, lock }: { ticket: TicketView; me: string; lock: string | null }) {
  return (
    <EditDialog thing={ticket.number} lock={lock}>
      {(close) => <EditTicketForm ticket={ticket} me={me} onClose={close} />}
    </EditDialog>
  )
}
