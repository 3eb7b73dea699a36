import type { Constraints, LeftOut, Objective } from './plan'

interface Priced {
  model: string
  costCents: number | null
  powerW: number | null
}

/**
 * Whether servers of a model may be planned: `true`, `false` where the constraints say no, or what the model lacks: a cost for
 * `lowest-cost`, watts for `lowest-power` or a rack's power budget. Models are told apart without case.
 */
export function usableModels(
  objective: Objective,
  { models, rackPower }: Constraints,
): (of: Priced) => boolean | LeftOut['missing'] {
  const allow = fold(models?.allow)
  const exclude = fold(models?.exclude)
  const needsCost = objective === 'lowest-cost'
  const needsWatts = objective === 'lowest-power' || rackPower === true
  return ({ model, costCents, powerW }) => {
    const slug = model.toLowerCase()
    if ((allow && !allow.has(slug)) || exclude?.has(slug)) return false
    if (needsCost && costCents === null) return 'cost'
    return needsWatts && powerW === null ? 'watts' : true
  }
}

function fold(slugs: readonly string[] | undefined): Set<string> | null {
  return slugs === undefined ? null : new Set(slugs.map((slug) => slug.trim().toLowerCase()))
}
