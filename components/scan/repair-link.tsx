'use client'

import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '@/components/ui/button'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { Page } from '@/lib/contracts/paging'
import type { TicketView } from '@/lib/contracts/tickets/ticket'

/** The server that was scanned is being repaired: on to the steps of its ticket. Nothing where it is not. */
export function RepairLink({ barcode, className }: { barcode: string; className: string }) {
  const params = { server: barcode, status: 'IN_PROGRESS', limit: 1 }
  const { data } = useQuery({
    queryKey: queryKeys.list('ticket', params),
    queryFn: ({ signal }) => apiGet<Page<TicketView>>('/tickets', params, signal),
  })
  const ticket = data?.items[0]
  if (ticket === undefined) return null
  return (
    <ButtonLink
      size="touch"
      look="primary"
      glyph="wrench"
      className={className}
      href={`/tickets/${encodeURIComponent(ticket.number)}`}
    >
      {`Repair ${ticket.number}`}
    </ButtonLink>
  )
}
