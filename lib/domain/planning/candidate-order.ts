import { compareNatural } from '../code'
import { type Capacity, compositeScore, type Resource, type Weights } from './composite-score'
import type { Candidate, Objective } from './plan'

export type CandidateOrder = (a: Candidate, b: Candidate) => number

/**
 * How ties are broken, always the same: racked before stored, firmware at target first, then the walk (rack, u), then
 * the barcode. Total, so that the order in which the database gave the rows never shows.
 */
export const tieOrder: CandidateOrder = (a, b) =>
  Number(a.inWarehouse) - Number(b.inWarehouse) ||
  Number(b.firmwareAtTarget) - Number(a.firmwareAtTarget) ||
  compareNatural(a.rack ?? '', b.rack ?? '') ||
  (a.u ?? 0) - (b.u ?? 0) ||
  compareNatural(a.barcode, b.barcode) ||
  a.serverId - b.serverId

/** Most cores first, then the highest composite score: the greedy of the product. */
export function byCores(weights: Weights): CandidateOrder {
  return (a, b) => b.cpuCores - a.cpuCores || score(b, weights) - score(a, weights) || tieOrder(a, b)
}

/** Most of one resource first. */
export function byResource(resource: Resource, weights: Weights): CandidateOrder {
  return (a, b) => b[resource] - a[resource] || score(b, weights) - score(a, weights) || tieOrder(a, b)
}

/** The highest composite score first. */
export function byScore(weights: Weights): CandidateOrder {
  return (a, b) => score(b, weights) - score(a, weights) || tieOrder(a, b)
}

/** Least paid (cents or watts) per point of score first; compared by cross-multiplying, so that all stays whole. */
export function byPrice(price: (server: Candidate) => number, weights: Weights): CandidateOrder {
  const cores = byCores(weights)
  return (a, b) => price(a) * score(b, weights) - price(b) * score(a, weights) || cores(a, b)
}

/** The order in which totals are filled, by objective. */
export function fillingOrder(objective: Objective, weights: Weights): CandidateOrder {
  const price = priceOf(objective)
  return price ? byPrice(price, weights) : byCores(weights)
}

/** The order in which a line of n servers is filled: the cheapest that will do, else the smallest that will do. */
export function lineOrder(objective: Objective, weights: Weights): CandidateOrder {
  const price = priceOf(objective) ?? (() => 0)
  return (a, b) => price(a) - price(b) || score(a, weights) - score(b, weights) || tieOrder(a, b)
}

/** What the objective pays per server, null where it pays by the server. */
export function priceOf(objective: Objective): ((server: Candidate) => number) | null {
  if (objective === 'lowest-cost') return (server) => server.costCents ?? 0
  if (objective === 'lowest-power') return (server) => server.powerW ?? 0
  return null
}

function score(capacity: Capacity, weights: Weights): number {
  return compositeScore(capacity, weights)
}
