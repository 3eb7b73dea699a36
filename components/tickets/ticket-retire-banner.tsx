import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { ticketMachine } from '@/lib/domain/ticket-state'
import { retireWords } from './retire-words'

/** A server that keeps breaking: said where somebody is about to mend it once more, with the way to where it is retired. */
export function TicketRetireBanner({ ticket }: { ticket: TicketView }) {
  if (!ticket.retireSuggested || ticketMachine.isFinal(ticket.status)) return null
  return (
    <Banner
      glyph="retry"
      title={`${retireWords(ticket)}:`}
      action={
        <ButtonLink href={`/servers/${encodeURIComponent(ticket.server)}#next-actions`}>
          Open {ticket.server}
        </ButtonLink>
      }
    >
      consider to retire it instead.
    </Banner>
  )
}
