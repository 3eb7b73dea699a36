import { CodeText } from '@/components/ui/code-text'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { byRack } from './plan-words'

/** The tallest U drawn where no server stands higher. */
const USUAL_HEIGHT = 42
/** px of a rack unit in a plan. */
const UNIT = 2
const WIDTH = 22

/** The racks a plan touches, each a small elevation with the chosen places in ink of the accent: spread is seen, not read. */
export function PlanRacks({ items }: { items: FreshPlan['items'] }) {
  return (
    <ul className="flex flex-wrap gap-x-[7px] gap-y-2">
      {byRack(items).map(({ rack, items: chosen }) => (
        <li key={rack ?? 'warehouse'} className="flex flex-col items-center">
          {rack === null ? <WarehouseMark /> : <SmallRack rack={rack} units={chosen.flatMap(({ u }) => u ?? [])} />}
          <span className="mt-0.5 text-[10px] text-text2 leading-[13px]">
            {rack === null ? 'warehouse' : <CodeText href={`/racks/${rack}`}>{rack}</CodeText>}
          </span>
          <b className="text-note leading-3">{chosen.length}</b>
        </li>
      ))}
    </ul>
  )
}

function SmallRack({ rack, units }: { rack: string; units: readonly number[] }) {
  const height = Math.max(USUAL_HEIGHT, ...units)
  return (
    <svg
      width={WIDTH + 2}
      height={height * UNIT + 2}
      role="img"
      aria-label={`${rack}: U${units.join(', U')}`}
      className="block"
    >
      <rect x={0.5} y={0.5} width={WIDTH + 1} height={height * UNIT + 1} fill="var(--surface)" stroke="var(--line2)" />
      {units.map((u) => (
        <rect key={u} x={2} y={1 + (height - u) * UNIT} width={WIDTH - 2} height={UNIT} fill="var(--accent)" />
      ))}
    </svg>
  )
}

function WarehouseMark() {
  return (
    <span
      className="t-free hatch block w-6"
      style={{ height: USUAL_HEIGHT * UNIT + 2 }}
      role="img"
      aria-label="Warehouse"
    />
  )
}
