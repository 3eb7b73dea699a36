import type { ReactNode } from 'react'
import { healthWords, MARK_TABLES, type StateMark as Mark, stepWords } from '@/lib/domain/state-words'
import { classNames } from './class-names'
import { Glyph } from './glyph'
import { SheetControls } from './sheet-controls'
import { SheetTones } from './sheet-tones'
import { ToneMark } from './tone-mark'

const { server, order, job, step: _step, ticket, priority, health: _health, ...others } = MARK_TABLES

/** Those of the reference first, in its order; then all that this installation has beyond them. */
const families: readonly { title: string; words: Record<string, Mark> }[] = [
  { title: 'Server', words: server },
  { title: 'Order', words: order },
  { title: 'Job and step', words: { ...job, SKIPPED: stepWords.SKIPPED } },
  { title: 'Ticket', words: ticket },
  { title: 'Priority', words: priority },
  { title: 'Health', words: healthWords },
]
const FURTHER: Record<keyof typeof others, string> = {
  part: 'Piece',
  component: 'Component of a ticket',
  event: 'Event',
  movement: 'Movement of stock',
  stock: 'Stock',
  firmware: 'Firmware',
  plan: 'Plan',
  outage: 'Outage',
  darkServer: 'Server in an outage',
  import: 'Import',
  bulkChange: 'Change of many servers',
  worker: 'Worker',
  scan: 'Scan',
  queuedScan: 'Kept scan',
  stocktake: 'Line of a count',
  access: 'User, token',
  sign: 'Signs',
}
const further = Object.entries(others).map(([kind, words]) => ({ title: FURTHER[kind as keyof typeof others], words }))

/**
 * The acceptance sheet: every state, tone, control, type and row height, drawn from the tables the screens use.
 * @param props.cells as the racks draw them
 */
export function StateSheet({ cells }: { cells: ReactNode }) {
  return (
    <main className="grid min-h-dvh bg-surface wide:grid-cols-[640px_minmax(0,1fr)]">
      <h1 className="sr-only">States and parts</h1>
      <section className="px-6 py-[18px] max-tab:px-4">
        <SheetHeading>States: tone, glyph, word</SheetHeading>
        {families.map((family) => (
          <Family key={family.title} title={family.title} words={family.words} />
        ))}
      </section>
      <section className="min-w-0 border-line px-6 py-[18px] max-wide:border-t max-tab:px-4 wide:border-l">
        <SheetHeading>Tones, as seen</SheetHeading>
        <SheetTones />
        <SheetHeading>Elevation cells</SheetHeading>
        {cells}
        <SheetControls />
      </section>
      <section className="border-line border-t px-6 py-[18px] max-tab:px-4 wide:col-span-2">
        <SheetHeading>Further states</SheetHeading>
        <div className="gap-x-12 wide:columns-2">
          {further.map((family) => (
            <div key={family.title} className="break-inside-avoid">
              <Family title={family.title} words={family.words} wide />
            </div>
          ))}
        </div>
      </section>
    </main>
  )
}

export function SheetHeading({ children }: { children: ReactNode }) {
  return <h2 className="mb-2 font-semibold text-heading not-first:mt-[22px]">{children}</h2>
}

/** @param props.wide with room for words of a sentence */
function Family({ title, words, wide = false }: { title: string; words: Record<string, Mark>; wide?: boolean }) {
  return (
    <div className="grid border-line border-t py-1 tab:grid-cols-[92px_minmax(0,1fr)]">
      <h3 className="text-text3 leading-[22px]">{title}</h3>
      <ul>
        {Object.entries(words).map(([state, mark]) => (
          <li
            key={state}
            className={classNames(
              'grid h-[21.4px] items-center max-tab:h-8 max-tab:grid-cols-[28px_minmax(0,1fr)_minmax(0,1fr)]',
              wide
                ? 'tab:grid-cols-[30px_180px_200px_minmax(0,1fr)]'
                : 'tab:grid-cols-[30px_140px_160px_minmax(0,1fr)]',
            )}
          >
            <span className={`t-${mark.tone} flex text-x`}>
              <Glyph name={mark.glyph} size={18} />
            </span>
            <ToneMark mark={mark} className={wide ? 'max-tab:hidden' : undefined} />
            <span className="flex">
              <ToneMark mark={mark} look="tint" className="py-px! leading-4" />
            </span>
            <span className="mono text-note text-text3 max-tab:hidden">{state}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
