import {
  freeOf,
  hasAtLeast,
  isComplete,
  type ModelStock,
  RESOURCES,
  type Resource,
  type Shape,
} from '@/components/capacity/shape-fit'
import { askedOf, type Draft, type Line } from './order-draft'

export interface ResourceFit {
  resource: Resource
  asked: number
  /** What all free servers hold together; of lines, what the servers found for them can be. */
  available: number
}

export interface Fit {
  fits: boolean
  /** Free servers that could be chosen at all. */
  servers: number
  resources: ResourceFit[]
  /** Of lines: how many servers were found for each, in the order given. */
  lines: { wanted: number; found: number }[]
}

interface Pile {
  shape: Shape
  left: number
}

const shapeOf = (line: Line): Shape => ({
  cpuCores: line.minCpuCores,
  ramGb: line.minRamGb,
  nvmeGb: line.minNvmeGb,
})
const weight = (shape: Shape) => shape.cpuCores * 1_000 + shape.ramGb * 125 + shape.nvmeGb * 8

/**
 * Whether a demand fits what is free now, by model: quick enough to run as one types, and only an estimate, as the plan
 * alone knows racks, holds and limits. Lines are served hungriest first, each from the smallest models that will do.
 */
export function fitOf(models: readonly ModelStock[], draft: Draft, includeWarehouse: boolean): Fit {
  const piles: Pile[] = models
    .filter(isComplete)
    .map((model) => ({
      shape: { cpuCores: model.cpuCores, ramGb: model.ramGb, nvmeGb: model.nvmeGb },
      left: freeOf(model, includeWarehouse),
    }))
    .filter((pile) => pile.left > 0)
    .sort((a, b) => weight(a.shape) - weight(b.shape))
  const servers = piles.reduce((sum, pile) => sum + pile.left, 0)
  const asked = askedOf(draft)
  const resources = RESOURCES.map((resource) => ({
    resource,
    asked: asked[resource],
    available: piles.reduce((sum, pile) => sum + pile.left * pile.shape[resource], 0),
  }))
  const lines = draft.mode === 'lines' ? serve(piles, draft.lines) : []
  const fits =
    resources.every(({ asked, available }) => asked <= available) && lines.every(({ wanted, found }) => found >= wanted)
  return { fits, servers, resources, lines }
}

function serve(piles: Pile[], lines: readonly Line[]): Fit['lines'] {
  const answers = lines.map((line) => ({ wanted: line.count, found: 0 }))
  const hungriest = lines
    .map((line, index) => ({ line, answer: answers[index] }))
    .sort((a, b) => weight(shapeOf(b.line)) - weight(shapeOf(a.line)))
  for (const { line, answer } of hungriest) {
    if (answer === undefined) continue
    for (const pile of piles) {
      if (!hasAtLeast(pile.shape, shapeOf(line))) continue
      const taken = Math.min(pile.left, line.count - answer.found)
      pile.left -= taken
      answer.found += taken
    }
  }
  return answers
}

/** The resource that is short, or else the one of which the order takes the largest share; null where nothing is asked. */
export function bindingOf(fit: Fit): ResourceFit | null {
  const asked = fit.resources.filter((entry) => entry.asked > 0)
  const share = ({ asked, available }: ResourceFit) => (available === 0 ? Number.POSITIVE_INFINITY : asked / available)
  return asked.sort((a, b) => share(b) - share(a))[0] ?? null
}
