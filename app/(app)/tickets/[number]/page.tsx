import { Forbidden } from '@/components/access/forbidden'
import { type LeftServer, leftInRepair } from '@/components/tickets/left-server'
import { HISTORY_LINES, partsParams } from '@/components/tickets/ticket-queries'
import { TicketScreen } from '@/components/tickets/ticket-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath } from '@/lib/auth/page-path'
import { ticketLocks } from '@/lib/auth/ticket-locks'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { LIVE_TICKET_STATES } from '@/lib/domain/ticket-state'
import type { Ctx } from '@/lib/services/access/make-context'
import { listAudit } from '@/lib/services/audit/list-audit'
import { getElevation } from '@/lib/services/inventory/get-elevation'
import { getTicket } from '@/lib/services/tickets/get-ticket'
import { listStock } from '@/lib/services/tickets/list-stock'
import { listTickets } from '@/lib/services/tickets/list-tickets'
import { findServer } from '../../servers/find-server'
import { serverLocks } from '../../servers/server-locks'

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
  const [rack, stock, history, left] = await Promise.all([
    ticket.place.rack === undefined ? null : getElevation(ctx, { code: ticket.place.rack }),
    parts === null ? { items: [] } : listStock(ctx, { ...parts, limit: 200 }),
    historyLock === null ? listAudit(ctx, { entity: ['ticket'], key: [ticket.number], limit: HISTORY_LINES }) : null,
    leftInRepair(ticket) ? leftServer(ctx, ticket) : null,
  ])
  return (
    <TicketScreen
      key={ticket.number}
      first={{ ticket, rack, stock, history, left }}
      me={ctx.actor.name}
      locks={{ ...ticketLocks(ctx), history: historyLock }}
    />
  )
}

/** The server that a closed ticket left in repair, and the ticket that keeps it there, if another one does. */
async function leftServer(ctx: Ctx, ticket: TicketView): Promise<LeftServer | null> {
  const [server, live] = await Promise.all([
    findServer(ctx, ticket.server),
    listTickets(ctx, { server: [ticket.server], status: [...LIVE_TICKET_STATES], limit: 20 }),
  ])
  if (server === null) return null
  const keeper = live.items.find(({ outOfService }) => outOfService)?.number ?? null
  return { server, keeper, locks: serverLocks(ctx) }
}
