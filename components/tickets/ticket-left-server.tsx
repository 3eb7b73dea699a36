import { NextActions } from '@/components/servers/next-actions'
import { Banner } from '@/components/ui/banner'
import { CodeText } from '@/components/ui/code-text'
import { Section } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import type { ServerAction } from '@/lib/domain/server-actions'
import { type LeftServer, leftInRepair, leftWords } from './left-server'

/** The ways out of a repair. */
const WAYS_OUT: readonly ServerAction[] = ['finish-repair', 'scan-into-warehouse', 'send', 'decommission']

/** The ticket is over and its server still in repair: says so, and asks where the server goes, with what is legal now. */
export function TicketLeftServer({ ticket, left }: { ticket: TicketView; left: LeftServer | null }) {
  if (left === null || !leftInRepair(ticket) || left.server.state !== 'REPAIRING') return null
  const { server, keeper, locks } = left
  if (keeper !== null) {
    return (
      <Banner tone="idle" glyph="wrench" title={`${server.barcode} stays in repair:`}>
        <CodeText href={`/tickets/${encodeURIComponent(keeper)}`}>{keeper}</CodeText> keeps it out of service, and gives
        it back when it is done.
      </Banner>
    )
  }
  return (
    <>
      <Banner glyph="wrench" title={`${server.barcode} is still in repair.`}>
        {leftWords(ticket)}
      </Banner>
      <Section
        title={
          <span className="inline-flex flex-wrap items-center gap-x-2">
            What becomes of <CodeText>{server.barcode}</CodeText> <StateMark kind="server" state={server.state} />
          </span>
        }
        className="border-line border-b"
      >
        <NextActions server={server} locks={locks} only={WAYS_OUT} />
      </Section>
    </>
  )
}
