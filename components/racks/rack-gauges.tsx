import { BudgetBar } from '@/components/ui/budget-bar'
import { formatCount, formatKilowatts } from '@/components/ui/numbers'
import type { RackView } from '@/lib/contracts/inventory/rack'

/** Power and weight against the rack's budgets; what a move would add is hatched. Warns from 90 %, refuses nothing. */
export function RackGauges({
  rack,
  adds,
}: {
  rack: RackView
  adds?: { powerW: number; weightKg: number } | undefined
}) {
  return (
    <div className="flex flex-col gap-2.5">
      <Gauge
        name="Power"
        unit="kW"
        used={rack.powerW}
        adds={adds?.powerW ?? 0}
        budget={rack.maxPowerW}
        format={formatKilowatts}
      />
      <Gauge
        name="Weight"
        unit="kg"
        used={rack.weightKg}
        adds={adds?.weightKg ?? 0}
        budget={rack.maxWeightKg}
        format={formatCount}
      />
    </div>
  )
}

function Gauge(props: {
  name: string
  unit: string
  used: number
  adds: number
  budget: number | undefined
  format: (value: number) => string
}) {
  const { name, unit, used, adds, budget, format } = props
  const over = budget !== undefined && used + adds > budget
  const near = budget !== undefined && (used + adds) * 10 >= budget * 9
  return (
    <div>
      <p className="flex items-baseline gap-1.5">
        <span>{name}</span>
        <b className="ml-auto">{format(used)}</b>
        {adds > 0 ? <b className="text-free-x">+{format(adds)}</b> : null}
        <span className="text-text3">{budget === undefined ? unit : `of ${format(budget)} ${unit}`}</span>
      </p>
      {budget === undefined ? (
        <p className="text-note text-text3">no budget set</p>
      ) : (
        <BudgetBar
          className="mt-1"
          height={8}
          used={used}
          pending={adds}
          budget={budget}
          label={`${name}, ${format(used)} of ${format(budget)} ${unit}${adds > 0 ? `, ${format(adds)} more` : ''}`}
        />
      )}
      {near ? (
        <p className="mt-1 font-medium text-small text-warn-x">
          {over ? `Over the rack’s ${format(budget)} ${unit}.` : `Near the rack’s ${format(budget)} ${unit}.`}
        </p>
      ) : null}
    </div>
  )
}
