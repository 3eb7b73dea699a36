import { AppError } from '../../domain/errors'
import type { Constraints, PlanOutcome, Shortfall } from '../../domain/planning/plan'
import { hasRackLimits } from '../../domain/planning/rack-limits'

type Infeasible = Extract<PlanOutcome, { kind: 'infeasible' }>

const WORDS = { cpuCores: 'CPU cores', ramGb: 'GB of RAM', nvmeGb: 'GB of NVMe', servers: 'servers' } as const

/**
 * 422: which resource binds and how much of it could be served. `smallestChange` says by how much to ask less so that it
 * can be planned; absent where limits on racks bind, as there the amounts alone do not decide.
 */
export function infeasiblePlan(orderNumber: string, constraints: Constraints, outcome: Infeasible): AppError {
  const { shortfall, proven } = outcome
  const asksLess = proven && !hasRackLimits(constraints)
  return new AppError('infeasible', `Order ${orderNumber} cannot be planned: ${inWords(outcome)}`, {
    details: {
      shortfall,
      proven,
      leftOut: outcome.leftOut,
      ...(asksLess
        ? { smallestChange: shortfall.map(({ asked, available, ...of }) => ({ ...of, less: asked - available })) }
        : {}),
    },
  })
}

function inWords({ shortfall, proven }: Infeasible): string {
  const parts = shortfall.map(partInWords).join(', ')
  return proven ? `${parts}.` : `no plan was found within the limits on racks (${parts}).`
}

function partInWords({ resource, asked, available, line }: Shortfall): string {
  const of = line === undefined ? '' : ` for line ${line + 1}`
  return `${available} of ${asked} ${WORDS[resource]}${of} are free`
}
