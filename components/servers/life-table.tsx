import type { ReactNode } from 'react'
import { CodeText } from '@/components/ui/code-text'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import type { ServerLifeView } from '@/lib/contracts/inventory/server-life'

interface Line {
  key: string
  at: string
  what: ReactNode
}

/** The same life as a list, newest first: for a phone, for whoever hears the page, and for exact times. */
export function LifeTable({ life }: { life: ServerLifeView }) {
  const lines = linesOf(life)
  return (
    <details className="mt-1.5 tab:text-small">
      <summary className="w-fit cursor-pointer text-accent-text glove:min-h-11 glove:py-2.5">
        As a list, {lines.length} {lines.length === 1 ? 'change' : 'changes'}
      </summary>
      <ol aria-label="Life of the server" className="mt-1 max-h-80 overflow-y-auto">
        {lines.map(({ key, at, what }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 border-line border-t py-1">
            <span className="mono w-36 flex-none text-text2">
              <Time at={at} />
            </span>
            <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">{what}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function linesOf(life: ServerLifeView): Line[] {
  const lines: Line[] = [
    ...life.states.map(({ state, from }) => ({
      key: `state ${from} ${state}`,
      at: from,
      what: <StateMark kind="server" state={state} />,
    })),
    ...life.places.map(({ place, from }) => ({
      key: `place ${from} ${place}`,
      at: from,
      what:
        place === undefined ? (
          'in no place'
        ) : (
          <>
            at <CodeText>{place}</CodeText>
          </>
        ),
    })),
    ...life.orders.map(({ order, customer, from }) => ({
      key: `order ${from} ${order}`,
      at: from,
      what: (
        <>
          promised to <CodeText href={`/orders/${encodeURIComponent(order)}`}>{order}</CodeText> {customer}
        </>
      ),
    })),
    ...life.tickets.map(({ ticket, from }) => ({
      key: `ticket ${ticket}`,
      at: from,
      what: (
        <>
          <CodeText href={`/tickets/${encodeURIComponent(ticket)}`}>{ticket}</CodeText> opened
        </>
      ),
    })),
    ...life.firmware.map(({ component, version, at }) => ({
      key: `firmware ${component} ${at}`,
      at,
      what: (
        <>
          {component} flashed to <span className="mono">{version}</span>
        </>
      ),
    })),
  ]
  return lines.sort((a, b) => b.at.localeCompare(a.at))
}
