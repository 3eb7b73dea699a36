import { compareNatural } from '../code'
import { compositeScore, type Resource, type Weights } from './composite-score'
import type { Candidate, Objective } from './plan'

export type CandidateOrder = (a: Candidate, b: Candidate) => number

/**
 * The candidates in the order that breaks every tie: racked before stored, firmware at target first, then the walk
 * (rows, then racks, in natural order, then u), then the barcode. Total, so that the order in which the database gave the rows never
 * shows. The orders below say nothing of ties: they are for stable sorts of what this returns.
 */
export function inTieOrder(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      Number(a.inWarehouse) - Number(b.inWarehouse) ||
      Number(b.firmwareAtTarget) - Number(a.firmwareAtTarget) ||
      byWalk(a, b) ||
      compareNatural(a.barcode, b.barcode) ||
      a.serverId - b.serverId,
  )
}

/** By rack, as one walks the rows, then from the lowest unit up. */
export function byWalk(a: Candidate, b: Candidate): number {
  return compareKeys(a.walkKey ?? '', b.walkKey ?? '') || (a.u ?? 0) - (b.u ?? 0)
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Most cores first, then the highest composite score: the greedy of the product. */
export function byCores(weights: Weights): CandidateOrder {
  return (a, b) => b.cpuCores - a.cpuCores || compositeScore(b, weights) - compositeScore(a, weights)
}

/** Most of one resource first. */
export function byResource(resource: Resource, weights: Weights): CandidateOrder {
  return (a, b) => b[resource] - a[resource] || compositeScore(b, weights) - compositeScore(a, weights)
}

/** The highest composite score first. */
export function byScore(weights: Weights): CandidateOrder {
  return (a, b) => compositeScore(b, weights) - compositeScore(a, weights)
}

/**
 * Least paid (cents or watts) per point of score first; compared by cross-multiplying, so that all stays whole. What
 * has no points comes last.
 */
export function byPrice(price: (server: Candidate) => number, weights: Weights): CandidateOrder {
  const cores = byCores(weights)
  return (a, b) => {
    const left = compositeScore(a, weights)
    const right = compositeScore(b, weights)
    if (left === 0 || right === 0) return right - left
    return price(a) * right - price(b) * left || cores(a, b)
  }
}

/** The order in which totals are filled, by objective. */
export function fillingOrder(objective: Objective, weights: Weights): CandidateOrder {
  const price = priceOf(objective)
  return price ? byPrice(price, weights) : byCores(weights)
}

/** The order in which a line of n servers is filled: the cheapest that will do, else the smallest that will do. */
export function lineOrder(objective: Objective, weights: Weights): CandidateOrder {
  const price = priceOf(objective) ?? (() => 0)
  return (a, b) => price(a) - price(b) || compositeScore(a, weights) - compositeScore(b, weights)
}

/** What the objective pays per server, null where it pays by the server. */
export function priceOf(objective: Objective): ((server: Candidate) => number) | null {
  if (objective === 'lowest-cost') return (server) => server.costCents ?? 0
  if (objective === 'lowest-power') return (server) => server.powerW ?? 0
  return null
}
