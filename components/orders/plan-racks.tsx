import { shortCode } from '@/components/racks/rack-cells'
import { CodeText } from '@/components/ui/code-text'
import { countOf } from '@/components/ui/numbers'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { byRack } from './plan-words'
import { SmallRack, type Surroundings, WarehouseMark } from './small-rack'

/**
 * The racks a plan touches, each a small elevation with the chosen places in ink of the accent: spread is seen, not read.
 * `most`: only so many are drawn, the others counted; then codes are short and no links, as many plans stand side by side.
 */
export function PlanRacks(props: {
  items: FreshPlan['items']
  /** What stands around the chosen servers; left out where only they are shown. */
  surroundings?: Surroundings | undefined
  most?: number | undefined
  /** Whole codes that lead to their racks, however many are drawn. */
  linked?: boolean | undefined
}) {
  const { items, surroundings, most, linked = most === undefined } = props
  const racks = byRack(items)
  const shown = most === undefined ? racks : racks.slice(0, most)
  const rest = racks.slice(shown.length)
  return (
    <ul className="flex flex-wrap gap-x-[7px] gap-y-2">
      {shown.map(({ rack, items: chosen }) => (
        <li key={rack ?? 'warehouse'} className="flex min-w-6 flex-col items-center">
          {rack === null ? <WarehouseMark /> : <SmallRack rack={rack} chosen={chosen} surroundings={surroundings} />}
          <span className="mt-0.5 text-[10px] text-text2 leading-[13px]">
            {rack === null ? (
              'stock'
            ) : linked ? (
              <CodeText href={`/racks/${rack}`}>{rack}</CodeText>
            ) : (
              <CodeText>{shortCode(rack)}</CodeText>
            )}
          </span>
          <b className="text-note leading-3">{chosen.length}</b>
        </li>
      ))}
      {rest.length === 0 ? null : (
        <li className="self-center text-small text-text2">
          <b className="block text-text">+{countOf(rest.length, 'rack')}</b>
          {countOf(
            rest.reduce((sum, { items: chosen }) => sum + chosen.length, 0),
            'server',
          )}
        </li>
      )}
    </ul>
  )
}

/** The racks that are drawn of a plan, by code. */
export function racksDrawn(items: FreshPlan['items'], most: number): string[] {
  return byRack(items)
    .slice(0, most)
    .flatMap(({ rack }) => rack ?? [])
}
