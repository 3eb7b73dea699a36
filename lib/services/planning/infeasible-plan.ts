import type { InfeasibleDetails } from '../../contracts/planning/plan'
import { AppError } from '../../domain/errors'
import type { Constraints, PlanOutcome, Shortfall } from '../../domain/planning/plan'
import { hasRackLimits } from '../../domain/planning/rack-limits'
import type { ChangesElsewhere } from './explain-elsewhere'

type Infeasible = Extract<PlanOutcome, { kind: 'infeasible' }>

const WORDS = { cpuCores: 'CPU cores', ramGb: 'GB of RAM', nvmeGb: 'GB of NVMe', servers: 'servers' } as const

/**
 * 422: which resource binds, how much of it could be served, and what would do instead. `smallestChange` says by how much to
 * ask less so that it can be planned; absent where limits on racks bind, as there the amounts alone do not decide.
 */
export function infeasiblePlan(
  orderNumber: string,
  constraints: Constraints,
  outcome: Infeasible,
  elsewhere: ChangesElsewhere | null,
): AppError {
  const { shortfall, proven, leftOut, explanation } = outcome
  const asksLess = proven && !hasRackLimits(constraints)
  const details: InfeasibleDetails = {
    shortfall: shortfall.map(({ line, ...short }) => ({ ...short, ...(line === undefined ? {} : { line }) })),
    proven,
    leftOut,
    ...(asksLess
      ? {
          smallestChange: shortfall.map(({ asked, available, resource, line }) => ({
            resource,
            less: asked - available,
            ...(line === undefined ? {} : { line }),
          })),
        }
      : {}),
    ...explanation,
    ...elsewhere,
  }
  return new AppError('infeasible', `Order ${orderNumber} cannot be planned: ${inWords(outcome)}`, { details })
}

/** Why, in one sentence's end. */
export function inWords({ shortfall, proven }: Infeasible): string {
  const parts = shortfall.map(partInWords).join(', ')
  return proven ? `${parts}.` : `no plan was found within the limits on racks (${parts}).`
}

function partInWords({ resource, asked, available, line }: Shortfall): string {
  const of = line === undefined ? '' : ` for line ${line + 1}`
  const [some, all] = [available, asked].map((amount) => amount.toLocaleString('en-US'))
  return `${some} of ${all} ${WORDS[resource]}${of} are free`
}
