import { CodeText } from '@/components/ui/code-text'
import { countOf } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import type { StockView, WaitingView } from '@/lib/contracts/tickets/stock'
import { factsText } from './facts-text'

/** Who waits for the part, the next one served first; nothing while nobody does. */
export function WaitingList({ stock, waiting }: { stock: StockView; waiting: readonly WaitingView[] }) {
  const note = `in ${stock.datacenter}, the next one served first`
  return <TicketList title="Who waits for it" note={note} rows={waiting} all={stock.waiting} />
}

/** For whom those are kept that are reserved here; nothing while none is. */
export function ReservedList({ stock, reserved }: { stock: StockView; reserved: readonly WaitingView[] }) {
  const note = `out of ${stock.warehouse}, until the ticket takes or returns it`
  return <TicketList title="Reserved for" note={note} rows={reserved} all={stock.reserved} />
}

function TicketList(props: { title: string; note: string; rows: readonly WaitingView[]; all: number }) {
  const { title, note, rows, all } = props
  if (rows.length === 0) return null
  const more = all - rows.length
  return (
    <Section title={title} note={note}>
      <ol>
        {rows.map((one) => (
          <li key={`${one.ticket} ${one.component}`} className="border-line border-t py-1.5 first:border-t-0">
            <div className="flex items-center gap-2">
              <CodeText
                strong
                href={`/tickets/${encodeURIComponent(one.ticket)}`}
                className="inline-flex min-h-6 items-center"
              >
                {one.ticket}
              </CodeText>
              <StateMark kind="priority" state={one.priority} size="small" />
              <span className="ml-auto text-small text-text2">
                <Time at={one.since} />
              </span>
            </div>
            <p className="truncate text-small text-text2">
              <CodeText>{one.component}</CodeText> in{' '}
              <CodeText href={`/servers/${encodeURIComponent(one.server)}`}>{one.server}</CodeText>
              {factsText(one.facts) === '' ? null : `, ${factsText(one.facts)}`}
            </p>
          </li>
        ))}
      </ol>
      {more > 0 ? <p className="text-small text-text2">and {countOf(more, 'other')}</p> : null}
    </Section>
  )
}
