'use client'

import { useQuery } from '@tanstack/react-query'
import type { ServerLocks } from '@/components/servers/server-facts'
import type { TicketLocks } from '@/components/tickets/ticket-moves'
import { ticketQuery } from '@/components/tickets/ticket-queries'
import { ButtonLink } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/lib/client/problem'
import { NextGrid, nextButton } from './next-grid'
import type { ScanAnswer } from './scan-answers'
import { ServerNext } from './server-next'
import { TicketNext } from './ticket-next'

/** Who scans, and why this person may not do each thing; null where they may. */
export interface NextLocks {
  me: string
  server: ServerLocks
  ticket: TicketLocks
  /** Counting a rack or a warehouse. */
  count: string | null
}

interface NextProps {
  answer: ScanAnswer
  locks: NextLocks
  /** A dialog was closed: the box takes the next scan again. */
  onSettled: () => void
}

/** What may be done now with what was scanned, a button each. Fetched with the first answer: the page is light without it. */
export function AnswerNext({ answer, locks, onSettled }: NextProps) {
  if (answer.server) {
    const looked = answer.verdict === 'look'
    return <ServerNext barcode={answer.code} locks={locks} unfolded={looked} onSettled={onSettled} />
  }
  if (answer.of === 'ticket') return <ScannedTicket number={answer.code} locks={locks} />
  return answer.of === undefined ? null : <PlaceNext code={answer.code} of={answer.of} count={locks.count} />
}

function ScannedTicket({ number, locks }: { number: string; locks: NextLocks }) {
  const answer = useQuery(ticketQuery(number))
  if (answer.isError) return <ProblemNote problem={problemOf(answer.error)} className="mx-4 my-3" />
  return answer.data === undefined ? null : (
    <NextGrid label={`What can be done with ${number}`}>
      <TicketNext ticket={answer.data} locks={locks} />
    </NextGrid>
  )
}

function PlaceNext({ code, of, count }: { code: string; of: 'rack' | 'warehouse'; count: string | null }) {
  const place = encodeURIComponent(code)
  return (
    <NextGrid label={`What can be done with ${code}`}>
      <ButtonLink
        {...nextButton}
        glyph="list"
        disabledReason={count}
        reasonAt="below"
        href={`/scan/stocktakes?place=${place}`}
      >
        Count it
      </ButtonLink>
      {of === 'warehouse' ? null : (
        <ButtonLink {...nextButton} glyph="print" href={`/labels?codes=${place}&contentsOf=${place}`}>
          Labels of all in it
        </ButtonLink>
      )}
    </NextGrid>
  )
}
