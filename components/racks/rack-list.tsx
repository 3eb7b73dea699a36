import Link from 'next/link'
import { memo } from 'react'
import { BudgetBar } from '@/components/ui/budget-bar'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { type BarSegment, StackedBar } from '@/components/ui/stacked-bar'
import { serverWords } from '@/lib/domain/state-words'
import { freeUnits } from './rack-cells'
import { RACK_STATES, type RowRack } from './racks-filters'

/** On a phone the row is a list to tap on: a rack a line, what stands in it as a bar, the free units large. */
export const RackList = memo(function RackList(props: {
  racks: readonly RowRack[]
  /** Racks that hold something found; null while nothing is searched. */
  found: ReadonlySet<string> | null
}) {
  const { racks, found } = props
  return (
    <ul className="-mx-4 tab:hidden">
      {racks.map((rack) => (
        <li
          key={rack.code}
          className={classNames(
            'border-line border-b [contain-intrinsic-height:61px] [content-visibility:auto]',
            found?.has(rack.code) === false && 'opacity-60',
            found?.has(rack.code) === true && 'shadow-[inset_3px_0_0_var(--accent)]',
          )}
        >
          <RackLine rack={rack} />
        </li>
      ))}
    </ul>
  )
})

/** Of hundreds none is drawn anew when a search marks some. */
const RackLine = memo(function RackLine({ rack }: { rack: RowRack }) {
  return (
    <Link
      href={`/racks/${encodeURIComponent(rack.code)}`}
      prefetch={false}
      className="flex min-h-[60px] items-center gap-3 px-4 py-2"
    >
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <CodeText strong className="text-touch-lg">
            {rack.code}
          </CodeText>
          <span className="text-title text-text2">{countOf(rack.servers, 'server')}</span>
          {trouble(rack)}
        </span>
        <StackedBar className="mt-1.5" height={8} label={rack.code} segments={segmentsOf(rack)} />
        {rack.maxPowerW === undefined ? null : (
          <BudgetBar
            className="mt-1"
            height={3}
            used={rack.powerW}
            budget={rack.maxPowerW}
            label={`Power in ${rack.code}`}
          />
        )}
      </span>
      <span className="w-[72px] flex-none text-right">
        <b className="text-touch-lg">{freeUnits(rack)}U</b> <span className="text-text3 text-title">free</span>
      </span>
      <Glyph name="right" size={16} className="text-text3" />
    </Link>
  )
})

function segmentsOf(rack: RowRack): BarSegment[] {
  return RACK_STATES.map((state) => ({
    tone: serverWords[state].tone,
    label: serverWords[state].word.toLowerCase(),
    value: rack.states[state] ?? 0,
  }))
}

function trouble(rack: RowRack) {
  const broken = rack.states.BROKEN ?? 0
  return broken === 0 ? null : <span className="font-medium text-fail-x text-title">{broken} broken</span>
}
