'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { Time } from '@/components/ui/time'
import { problemOf } from '@/lib/client/problem'
import type { PartWithHistoryView } from '@/lib/contracts/tickets/part'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { PieceAwayDialog, type Way } from './piece-away-dialog'
import { pieceEventWords, refuseAway, refuseReceiving } from './piece-words'
import type { StockLocks } from './stock-locks'
import { pieceQuery } from './stock-queries'
import type { StockTask } from './stock-task'

interface Props {
  serial: string
  /** Where it may be received; null where no place is at hand. */
  stock: StockView | null
  locks: StockLocks
  onTask?: (task: StockTask) => void
}

/** Where a piece was, newest first, and where it can go. */
export function PieceDetails(props: Props) {
  const { data, error } = useQuery(pieceQuery(props.serial))
  if (data === undefined) {
    return (
      <p role="status" className="pb-2 pl-5 text-text2">
        {error === null ? 'Its history is being read …' : problemOf(error).detail}
      </p>
    )
  }
  return (
    <div className="pb-2.5 pl-5">
      {data.server === undefined ? null : (
        <p className="text-small">
          Built into{' '}
          <CodeText href={`/servers/${encodeURIComponent(data.server)}`} strong>
            {data.server}
          </CodeText>
        </p>
      )}
      <ol aria-label={`History of ${data.serial}`} className="mb-2">
        {data.history.map((entry) => (
          <HistoryRow key={`${entry.at} ${entry.kind}`} entry={entry} />
        ))}
      </ol>
      <PieceTasks {...props} piece={data} />
    </div>
  )
}

function HistoryRow({ entry }: { entry: PartWithHistoryView['history'][number] }) {
  const { at, actor, reason, ticket } = entry
  return (
    <li className="border-line border-t py-1 text-pretty first:border-t-0 [overflow-wrap:anywhere]">
      {pieceEventWords(entry)}
      <span className="block text-small text-text2">
        <Time at={at} />, {actor}
        {reason === undefined ? null : `: ${reason}`}
        {ticket === undefined ? null : (
          <>
            {', '}
            <CodeText href={`/tickets/${encodeURIComponent(ticket)}`}>{ticket}</CodeText>
          </>
        )}
      </span>
    </li>
  )
}

function PieceTasks({ piece, stock, locks, onTask }: Props & { piece: PartWithHistoryView }) {
  const [away, setAway] = useState<Way | null>(null)
  const receiving = refuseReceiving(piece)
  const sending = refuseAway(piece, 'RETURNED')
  const receive = () => {
    if (stock === null) return
    const { sku, warehouse, available, reserved } = stock
    onTask?.({ kind: 'receive', part: { sku, warehouse, available, reserved }, serial: piece.serial })
  }
  const reasons = [locks.move ?? receiving, locks.sendBack ?? sending, locks.scrap ?? refuseAway(piece, 'SCRAPPED')]
  const [first] = reasons
  return (
    <div className="flex flex-wrap gap-2">
      {piece.state === 'IN_STOCK' || stock === null ? null : (
        <Button glyph="plus" disabledReason={reasons[0]} reasonAt="tooltip" onClick={receive}>
          Into stock here…
        </Button>
      )}
      <Button glyph="return-arrow" disabledReason={reasons[1]} reasonAt="tooltip" onClick={() => setAway('return')}>
        Send back…
      </Button>
      <Button
        look="danger"
        glyph="slashed-ring"
        disabledReason={reasons[2]}
        reasonAt="tooltip"
        onClick={() => setAway('scrap')}
      >
        Scrap…
      </Button>
      {first !== null && first !== undefined && reasons.every((reason) => reason === first) ? (
        <p className="basis-full text-small text-text2">{first}</p>
      ) : null}
      <PieceAwayDialog way={away} piece={piece} onClose={() => setAway(null)} />
    </div>
  )
}
