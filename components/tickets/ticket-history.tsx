import Link from 'next/link'
import { Glyph } from '@/components/ui/glyph'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { Page } from '@/lib/contracts/paging'
import { historyWords } from './history-words'

/** What was done to the ticket and by whom, newest first, from the audit log. */
export function TicketHistory(props: { number: string; history: Page<AuditView> | null; lock: string | null }) {
  const { number, history, lock } = props
  if (history === null) {
    return (
      <Section title="History">
        <p className="flex items-center gap-1 text-small text-text2">
          <Glyph name="lock" size={12} className="text-text3" />
          {lock}
        </p>
      </Section>
    )
  }
  return (
    <Section
      title="History"
      note={history.nextCursor === undefined ? undefined : `newest ${history.items.length}`}
      actions={
        <Link href={`/audit${toQueryString({ of: `ticket:${number}` })}`} className="link text-accent-text">
          its whole life
        </Link>
      }
    >
      {history.items.length === 0 ? <p className="text-text2">Nothing was done to it yet.</p> : null}
      <ul>
        {history.items.map((entry) => (
          <li
            key={entry.id}
            className="grid grid-cols-[84px_minmax(0,1fr)] items-baseline gap-x-3 border-line border-t py-1 first:border-t-0"
          >
            <span className="mono text-small text-text2">
              <Time at={entry.at} />
            </span>
            <span className="min-w-0 text-pretty [overflow-wrap:anywhere]">
              {historyWords(entry)}
              <span className="text-text3">, {entry.actor}</span>
              {entry.reason === undefined ? null : <span className="text-text2">: {entry.reason}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
