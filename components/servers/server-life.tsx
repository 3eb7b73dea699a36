'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useUrlWord } from '@/components/tickets/use-url-word'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { Section } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { Time } from '@/components/ui/time'
import { spanText } from '@/components/ui/time-text'
import type { ServerLifeView } from '@/lib/contracts/inventory/server-life'
import { serverWords, ticketTypeWords } from '@/lib/domain/state-words'
import {
  LIFE_SPANS,
  type LifeSpanName,
  type LifeWindow,
  lifeTicks,
  lifeWindow,
  lifeWords,
  placeSpans,
} from './life-layout'
import { LifeTable } from './life-table'
import { serverLifeQuery } from './server-queries'

const spanLabels: Record<LifeSpanName, string> = { all: 'All', year: '1 year', month: '30 days' }

/** A server's life on one line of time: what it was, where, for whom, what was repaired and flashed; as a list behind it and on a phone. */
export function ServerLife({ barcode, first }: { barcode: string; first: ServerLifeView }) {
  const life = useQuery({ ...serverLifeQuery(barcode), initialData: first }).data
  const [word, setWord] = useUrlWord('life')
  const span = LIFE_SPANS.find((one) => one === word) ?? 'all'
  const now = new Date(life.until)
  const window = lifeWindow(life.since, now, span)
  return (
    <Section
      title="Life"
      note={`${lifeWords(life.states, now)}${life.complete ? '; every change is in the audit' : '; only its last changes'}`}
      className="bg-canvas"
      actions={
        <span className="max-tab:hidden">
          <Segment
            label="Stretch of its life"
            value={span}
            options={LIFE_SPANS.map((value) => ({ value, label: spanLabels[value] }))}
            onChange={(value) => setWord(value === 'all' ? null : value)}
          />
        </span>
      }
    >
      <div aria-hidden className="max-tab:hidden">
        <Lane label="State">
          {placeSpans(life.states, window).map(({ item, left, width }) => (
            <Bar
              key={`${item.from} ${item.state}`}
              left={left}
              width={width}
              className={`t-${serverWords[item.state].tone} bg-f text-o [--gx:var(--f)]`}
              title={`${serverWords[item.state].word} since ${item.from.slice(0, 10)}`}
            >
              {width > 9 ? <StateSpan item={item} until={life.until} roomy={width > 18} /> : null}
            </Bar>
          ))}
        </Lane>
        <Lane label="Place">
          {placeSpans(life.places, window).map(({ item, left, width }) => (
            <Bar
              key={`${item.from} ${item.place}`}
              left={left}
              width={width}
              className="mono border-l border-l-ink bg-sunken"
              title={item.place}
            >
              {width > 7 ? (item.place ?? 'nowhere') : null}
            </Bar>
          ))}
        </Lane>
        <Lane label="Order">
          {placeSpans(life.orders, window).map(({ item, left, width }) => (
            <Bar
              key={`${item.from} ${item.order}`}
              left={left}
              width={width}
              className="t-held mono border-l-2 border-l-f bg-b"
              title={`${item.order} ${item.customer}`}
            >
              {width > 7 ? item.order : null}
            </Bar>
          ))}
        </Lane>
        <Marks life={life} window={window} />
        <div className="relative ml-20 h-5 border-line2 border-t text-small text-text3">
          {lifeTicks(window).map(({ at, left }) => (
            <span key={left} className="absolute top-0.5 whitespace-nowrap" style={{ left: `${left}%` }}>
              <Time at={at} look="day" />
            </span>
          ))}
          <b className="absolute top-0.5 right-0 text-text">today</b>
        </div>
      </div>
      <LifeTable life={life} />
    </Section>
  )
}

/** A state as its bar has room for it: glyph and word, and how long it was so. */
function StateSpan(props: { item: ServerLifeView['states'][number]; until: string; roomy: boolean }) {
  const { item, until, roomy } = props
  const { glyph, word } = serverWords[item.state]
  return (
    <>
      <Glyph name={glyph} size={12} className="mr-1.5 inline-block align-[-1.5px]" />
      <b className="font-semibold">{word}</b>
      {roomy ? ` ${spanText(Date.parse(item.to ?? until) - Date.parse(item.from))}` : null}
    </>
  )
}

function Lane({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-[26px] items-center border-line border-b">
      <span className="w-20 flex-none text-small text-text2">{label}</span>
      <div className="relative h-[20px] min-w-0 flex-1">{children}</div>
    </div>
  )
}

function Bar(props: {
  left: number
  width: number
  className: string
  title?: string | undefined
  children: ReactNode
}) {
  const { left, width, className, title, children } = props
  return (
    <span
      title={title}
      style={{ left: `${left}%`, width: `max(2px, calc(${width}% - 1px))` }}
      className={classNames(
        'absolute inset-y-0 overflow-hidden whitespace-nowrap text-small leading-5 not-empty:px-1.5',
        className,
      )}
    >
      {children}
    </span>
  )
}

/** Tickets from when they were opened, and flashes as moments. */
function Marks({ life, window }: { life: ServerLifeView; window: LifeWindow }) {
  const flashes = life.firmware.map((flash) => ({ ...flash, from: flash.at, to: flash.at }))
  return (
    <>
      {life.tickets.length === 0 ? null : (
        <Lane label="Tickets">
          {placeSpans(life.tickets, window).map(({ item, left, width }) => (
            <Bar
              key={item.ticket}
              left={left}
              width={width}
              className={item.to === undefined ? 't-fail bg-f' : 't-idle bg-f'}
              title={`${item.ticket} ${wordsOf(item.type)}`}
            >
              {null}
            </Bar>
          ))}
        </Lane>
      )}
      {flashes.length === 0 ? null : (
        <Lane label="Firmware">
          {placeSpans(flashes, window).map(({ item, left }) => (
            <Bar
              key={`${item.component}${item.at}`}
              left={left}
              width={0}
              className="t-work bg-f"
              title={`${item.component} ${item.version}`}
            >
              {null}
            </Bar>
          ))}
        </Lane>
      )}
    </>
  )
}

const wordsOf = (type: string) => Object.entries(ticketTypeWords).find(([name]) => name === type)?.[1] ?? type
