'use client'

import { useQuery } from '@tanstack/react-query'
import { ticketQuery } from '@/components/tickets/ticket-queries'
import { ButtonLink } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/lib/client/problem'
import { NextGrid, nextButton } from './next-grid'
import type { NextLocks } from './next-locks'
import { OwnActions } from './own-actions'
import type { ScanAnswer } from './scan-answers'
import { ServerNext } from './server-next'
import { TicketNext } from './ticket-next'
import type { Scanner } from './use-scanner'

interface NextProps {
  answer: ScanAnswer
  locks: NextLocks
  /** A dialog was closed: the box takes the next scan again. */
  onSettled: () => void
}

/** What may be done now with what was scanned, a button each. */
export function AnswerNext(props: NextProps & { scanner: Scanner }) {
  return (
    <>
      <OwnActions answer={props.answer} scanner={props.scanner} />
      <Next {...props} />
    </>
  )
}

function Next({ answer, locks, onSettled }: NextProps) {
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
