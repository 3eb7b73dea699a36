import { CodeText } from '@/components/ui/code-text'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import type { MovementView } from '@/lib/contracts/tickets/stock'
import { movementWords } from '@/lib/domain/state-words'
import { deltaText } from './movement-words'

/** A line of the ledger. */
export function MovementRow({ movement }: { movement: MovementView }) {
  const { kind, availableDelta, reservedDelta, reason, ticket, actor, at } = movement
  return (
    <li className="border-line border-t py-1.5 first:border-t-0">
      <div className="flex items-center gap-2">
        <ToneMark mark={movementWords[kind]} />
        <span className="ml-auto whitespace-nowrap">
          {availableDelta === 0 ? null : <b>{deltaText(availableDelta)}</b>}
          {reservedDelta === 0 ? null : (
            <span className="text-small text-text2"> {deltaText(reservedDelta)} reserved</span>
          )}
        </span>
      </div>
      <p className="text-pretty text-small text-text2">
        <Time at={at} />, {actor}: {reason}
        {ticket === undefined || reason.includes(ticket) ? null : ', '}
        {ticket === undefined ? null : (
          <>
            {' '}
            <CodeText href={`/tickets/${encodeURIComponent(ticket)}`}>{ticket}</CodeText>
          </>
        )}
      </p>
    </li>
  )
}
