import { factsText } from '@/components/stock/facts-text'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import type { StockView } from '@/lib/contracts/tickets/stock'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { componentWords, type StateMark } from '@/lib/domain/state-words'
import { ticketMachine } from '@/lib/domain/ticket-state'

type Component = TicketView['components'][number]
export type Outcome = 'replaced' | 'not-needed'

/** What became of it so far, in one mark. */
export function componentMark({ part, result }: Component): StateMark {
  return componentWords[result ?? part?.status ?? 'HANDS_ONLY']
}

/** Each component with its part, the shelf it lies on, and the two ways it can end. */
export function TicketComponents(props: {
  ticket: TicketView
  stock: readonly StockView[]
  lock: string | null
  busy: boolean
  onSettle: (name: string, result: Outcome) => void
}) {
  const { ticket } = props
  return (
    <ul aria-label="Components and their parts">
      {ticket.components.map((component) => (
        <ComponentRow key={component.name} {...props} component={component} />
      ))}
    </ul>
  )
}

function ComponentRow(
  props: Parameters<typeof TicketComponents>[0] & {
    component: Component
  },
) {
  const { ticket, stock, component } = props
  const { part } = component
  const shelf = stock.find((row) => row.sku === part?.sku && row.warehouse === part?.warehouse)
  return (
    <li
      className={classNames(
        'border-line border-b px-4 py-2.5',
        component.result !== undefined && 'bg-canvas [--gx:var(--canvas)]',
      )}
    >
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <ToneMark mark={componentMark(component)} />
          <p className="mono truncate font-semibold text-touch-lg leading-6">
            {part?.sku ?? (component.name === 'unknown' ? 'Not named' : component.name)}
          </p>
          <p className="text-pretty text-text2">
            {part?.sku === undefined ? null : (
              <>
                for <CodeText>{component.name}</CodeText>
                {shelf === undefined
                  ? null
                  : `, ${shelf.description}, ${part.last === true ? 'the last one' : `${shelf.available} left`}`}
              </>
            )}
            {part?.status === 'waiting'
              ? 'No fitting spare in this datacenter. It is reserved as soon as stock arrives.'
              : null}
          </p>
          <Known component={component} />
          <Recovered at={component.recoveredAt} />
        </div>
        {part?.warehouse === undefined || component.result !== undefined ? null : (
          <div className="flex-none text-right">
            <p className="text-text2">Shelf, {part.warehouse}</p>
            <p className="mono font-semibold text-figure-lg leading-[30px]">{part.shelf ?? 'not set'}</p>
          </div>
        )}
      </div>
      {component.result !== undefined || ticketMachine.isFinal(ticket.status) ? null : <Outcomes {...props} />}
    </li>
  )
}

/** What is known of the failed part, and where in other datacenters one that fits lies. */
function Known({ component }: { component: Component }) {
  const { facts, elsewhere = [], result } = component
  const known = facts === undefined ? '' : factsText(facts)
  return (
    <>
      {known === '' ? null : <p className="text-small text-text2">It was {known}</p>}
      {result !== undefined || elsewhere.length === 0 ? null : (
        <p className="text-pretty text-small text-text2">
          It can be sent from{' '}
          {elsewhere.map(({ sku, warehouse, available }, index) => (
            <span key={`${sku}@${warehouse}`}>
              {index === 0 ? null : ', '}
              <CodeText href={`/stock?part=${encodeURIComponent(`${sku}@${warehouse}`)}`}>{warehouse}</CodeText>
              {`: ${available} of `}
              <CodeText>{sku}</CodeText>
            </span>
          ))}
        </p>
      )}
    </>
  )
}

/** Telemetry's last word on it, where that is a good one. */
function Recovered({ at }: { at: string | undefined }) {
  if (at === undefined) return null
  return (
    <p className="flex items-center gap-1.5 text-free-x">
      <Glyph name="pulse" />
      <span>
        said to be healthy <Time at={at} />
      </span>
    </p>
  )
}

/** Why a component can't be said to be replaced; null where it can. */
export function replacedRefusal({ part }: Component): string | null {
  return part?.status === 'waiting' ? 'No part to build in yet: receive one into stock first' : null
}

function Outcomes(props: Parameters<typeof ComponentRow>[0]) {
  const { component, lock, busy, onSettle } = props
  const refusal = lock ?? replacedRefusal(component)
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <Button
        glyph="check"
        busy={busy}
        disabledReason={refusal}
        reasonAt="tooltip"
        onClick={() => onSettle(component.name, 'replaced')}
      >
        Replaced
      </Button>
      <Button glyph="undo" busy={busy} disabledReason={lock} onClick={() => onSettle(component.name, 'not-needed')}>
        Not needed
      </Button>
      {lock !== null || refusal === null ? null : (
        <p aria-hidden className="flex basis-full items-center gap-1.5 text-small text-text2">
          <Glyph name="lock" size={12} className="text-text3" />
          {refusal}
        </p>
      )}
    </div>
  )
}
