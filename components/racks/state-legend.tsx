import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { formatCount } from '@/components/ui/numbers'
import type { ServerState } from '@/lib/domain/server-state'
import { serverWords } from '@/lib/domain/state-words'
import { serverCellLook } from './cell-look'

/** Which colour means what, with its count. With `hrefOf` each state lights up its servers and fades the others. */
export function StateLegend(props: {
  states: readonly ServerState[]
  counts: ReadonlyMap<string, number>
  chosen?: readonly ServerState[] | undefined
  hrefOf?: ((state: ServerState) => string) | undefined
  className?: string | undefined
}) {
  const { states, counts, chosen = [], hrefOf, className } = props
  return (
    <ul className={classNames('flex flex-wrap items-center gap-x-3 gap-y-1', className)}>
      {states.map((state) => {
        const off = chosen.length > 0 && !chosen.includes(state)
        const content = <LegendEntry state={state} count={counts.get(state) ?? 0} />
        return (
          <li key={state} className={off ? 'text-text3' : undefined}>
            {hrefOf === undefined ? (
              <span className="inline-flex items-center gap-1.5 whitespace-nowrap">{content}</span>
            ) : (
              <Link
                href={hrefOf(state)}
                scroll={false}
                replace
                aria-current={chosen.includes(state) ? 'true' : undefined}
                className={classNames(
                  'inline-flex items-center gap-1.5 whitespace-nowrap rounded-chip py-0.5 hover:text-text glove:min-h-11',
                  chosen.includes(state) && 'font-semibold underline decoration-accent decoration-2 underline-offset-4',
                )}
              >
                {content}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function LegendEntry({ state, count }: { state: ServerState; count: number }) {
  const mark = serverWords[state]
  const look = serverCellLook({ tone: mark.tone, selected: false, faded: false, lit: false, edge: 4 })
  return (
    <>
      <span
        className={classNames('flex h-[14px] w-[26px] items-center justify-end rounded-[2px] pr-0.5', look.className)}
        style={look.style}
      >
        <span className="flex text-(--mark)">
          <Glyph name={mark.glyph} size={11} />
        </span>
      </span>
      {mark.word} <b>{formatCount(count)}</b>
    </>
  )
}
