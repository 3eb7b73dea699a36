import { Forbidden } from '@/components/access/forbidden'
import { boardFilters, ticketParams } from '@/components/tickets/board-filters'
import { columnQueries } from '@/components/tickets/board-view'
import { TicketsBoard } from '@/components/tickets/tickets-board'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { pageQuery } from '@/lib/auth/page-query'
import { ticketLocks } from '@/lib/auth/ticket-locks'
import { listTicketsEndpoint } from '@/lib/contracts/tickets/ticket'
import { listTickets } from '@/lib/services/tickets/list-tickets'

export default async function TicketsPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/tickets', params))
  if (lockOf(ctx, 'tickets.read') !== null) return <Forbidden title="Tickets" operation="tickets.read" />
  const filters = boardFilters({
    datacenter: paramOf(params, 'datacenter'),
    type: paramsOf(params, 'type'),
    mine: paramOf(params, 'mine'),
    waitingForPart: paramOf(params, 'waitingForPart'),
    lanes: paramOf(params, 'lanes'),
    status: paramOf(params, 'status'),
  })
  const me = ctx.actor.name
  const asked = ticketParams(filters, me)
  const column = (status: keyof typeof columnQueries) =>
    listTickets(ctx, pageQuery(listTicketsEndpoint.query, { ...asked, ...columnQueries[status] }))
  const [OPEN, IN_PROGRESS, DONE, WONT_FIX] = await Promise.all([
    column('OPEN'),
    column('IN_PROGRESS'),
    column('DONE'),
    column('WONT_FIX'),
  ])
  return (
    <TicketsBoard
      key={JSON.stringify(asked)}
      first={{ OPEN, IN_PROGRESS, DONE, WONT_FIX }}
      filters={filters}
      me={me}
      locks={ticketLocks(ctx)}
    />
  )
}
