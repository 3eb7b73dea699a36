'use client'

import { useQuery } from '@tanstack/react-query'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { StateMark } from '@/components/ui/state-mark'
import { problemOf } from '@/lib/client/problem'
import type { OrderEndingView } from '@/lib/contracts/planning/order-ending'
import type { OrderEnd } from '@/lib/domain/orders/order-ending'
import { endingWords } from './ending-words'
import { orderEndingQuery } from './order-queries'

/** Before an order is ended: each server with what becomes of it, each job that stops, as the server itself works it out. */
export function OrderEnding({ number, action }: { number: string; action: OrderEnd }) {
  const query = useQuery(orderEndingQuery(number, action))
  if (query.isError) return <ProblemNote problem={problemOf(query.error)} />
  if (query.data === undefined) {
    return (
      <p role="status" className="py-2 text-text3">
        Working out what it does…
      </p>
    )
  }
  if (query.data.servers.length === 0) return null
  return (
    <section aria-label="What happens to each server" className="mt-1 mb-3">
      <ul className="mb-2 flex flex-col gap-0.5">
        {endingWords(query.data).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        aria-label={countOf(query.data.servers.length, 'server')}
        className="max-h-56 overflow-y-auto border-line border-y"
      >
        {query.data.servers.map((server) => (
          <EndedServer key={server.barcode} server={server} />
        ))}
      </ul>
    </section>
  )
}

function EndedServer({ server }: { server: OrderEndingView['servers'][number] }) {
  const { barcode, place, state, to, wipe, job } = server
  const before = [
    job === undefined ? null : job.ends === 'now' ? 'its job ends' : `its job stops after ${job.step ?? 'its step'}`,
    wipe ? 'wiped' : null,
  ].filter((part) => part !== null)
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-3 border-line border-t px-1 py-1 first:border-t-0">
      <CodeText strong>{barcode}</CodeText>
      <span className="mono text-small text-text2">{place}</span>
      <span className="ml-auto flex flex-wrap items-center gap-x-2 text-small">
        <StateMark kind="server" state={state} size="small" />
        <Glyph name="right" size={12} title="to" className="text-text3" />
        {before.length === 0 ? null : <span className="text-text2">{before.join(', ')}, then</span>}
        <StateMark kind="server" state={to} size="small" />
      </span>
    </li>
  )
}
