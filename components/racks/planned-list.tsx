'use client'

import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { ProblemNote } from '@/components/ui/problem-note'
import { Section } from '@/components/ui/section'
import { dropPlannedMove, scanServer } from '@/lib/actions/inventory-actions'
import { useCommand } from '@/lib/client/use-command'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { unitsInWords } from '@/lib/domain/rack-space'

/** The plans of a rack in words, each to be done or dropped. */
export function PlannedList(props: { elevation: ElevationView; mayNotMove: string | null; mayNotPlan: string | null }) {
  const { elevation, mayNotMove, mayNotPlan } = props
  if (elevation.planned.length === 0) return null
  return (
    <Section title="Planned here" note="dashed in the rack">
      <ul className="flex flex-col gap-2">
        {[...elevation.planned].reverse().map((plan) => (
          <PlannedLine
            key={plan.id}
            plan={plan}
            rack={elevation.rack}
            mayNotMove={mayNotMove}
            mayNotPlan={mayNotPlan}
          />
        ))}
      </ul>
    </Section>
  )
}

function PlannedLine(props: {
  plan: ElevationView['planned'][number]
  rack: ElevationView['rack']
  mayNotMove: string | null
  mayNotPlan: string | null
}) {
  const { plan, rack, mayNotMove, mayNotPlan } = props
  const changes = () => [
    { entity: 'server', key: plan.barcode, datacenter: rack.datacenter },
    { entity: 'rack', key: rack.code, datacenter: rack.datacenter },
  ]
  const move = useCommand(scanServer, { changes })
  const drop = useCommand(dropPlannedMove, { changes })
  const { u, face } = plan
  return (
    <li>
      <p className="text-pretty">
        <b className="mono">{unitsInWords(u, plan.heightU)}</b>{' '}
        <CodeText href={`/servers/${encodeURIComponent(plan.barcode)}`}>{plan.barcode}</CodeText>
        <span className="text-text2">
          {plan.from === undefined ? '' : ` from ${plan.from}`}
          {plan.order === undefined ? '' : `, for ${plan.order}`}, by {plan.by}
        </span>
      </p>
      <p className="mt-1 flex flex-wrap gap-2">
        <Button
          glyph="check"
          busy={move.pending}
          disabledReason={mayNotMove}
          reasonAt="tooltip"
          onClick={() => void move.run({ barcode: plan.barcode, location: { rack: rack.code, u, face } })}
        >
          It is there
        </Button>
        <Button
          look="quiet"
          busy={drop.pending}
          disabledReason={mayNotPlan}
          reasonAt="tooltip"
          onClick={() => void drop.run({ id: plan.id })}
        >
          Drop the plan
        </Button>
      </p>
      <ProblemNote
        problem={move.problem ?? drop.problem}
        blockerHref={(code) => `/servers/${encodeURIComponent(code)}`}
        className="mt-1"
      />
    </li>
  )
}
