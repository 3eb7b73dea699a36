import { Forbidden } from '@/components/access/forbidden'
import { HISTORY_LINES, partsParams } from '@/components/tickets/ticket-queries'
import { TicketScreen } from '@/components/tickets/ticket-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath } from '@/lib/auth/page-path'
import { ticketLocks } from '@/lib/auth/ticket-locks'
import { listAudit } from '@/lib/services/audit/list-audit'
import { getElevation } from '@/lib/services/inventory/get-elevation'
import { getTicket } from '@/lib/services/tickets/get-ticket'
import { listStock } from '@/lib/services/tickets/list-stock'

interface Props {
  params: Promise<{ number: string }>
  searchParams: Promise<PageParams>
}

export default async function TicketPage(props: Props) {
  const number = decodeURIComponent((await props.params).number)
  const ctx = await pageContext(pagePath(`/tickets/${encodeURIComponent(number)}`, await props.searchParams))
  if (lockOf(ctx, 'tickets.read') !== null) return <Forbidden title="Ticket" operation="tickets.read" />
  const ticket = await orNotFound(getTicket(ctx, { number }))
  const historyLock = lockOf(ctx, 'audit.read')
  const parts = partsParams(ticket)
  const [rack, stock, history] = await Promise.all([
    ticket.place.rack === undefined ? null : getElevation(ctx, { code: ticket.place.rack }),
    parts === null ? { items: [] } : listStock(ctx, { ...parts, limit: 200 }),
    historyLock === null ? listAudit(ctx, { entity: ['ticket'], key: [ticket.number], limit: HISTORY_LINES }) : null,
  ])
  return (
    <TicketScreen
      key={ticket.number}
      first={{ ticket, rack, stock, history }}
      me={ctx.actor.name}
      locks={{ ...ticketLocks(ctx), history: historyLock }}
    />
  )
}
