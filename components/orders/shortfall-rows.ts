import type { Shape } from '@/components/capacity/shape-fit'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'
import { SHORT_RESOURCES, shortNames } from './shortfall-words'

export interface ResourceRow {
  name: string
  asked: number
  /** null: enough, but how much is not known. */
  available: number | null
  short: number
}

/**
 * A row for each resource that was asked, or for each line, also where it is not short. `free`: what all free servers hold;
 * with limits on racks less of it can be had, and then it is only said that it is enough.
 */
export function resourceRows(details: InfeasibleDetails, order: OrderView, free: Shape | null): ResourceRow[] {
  if (order.lines.length > 0) {
    return order.lines.map((line, index) => {
      const short = details.shortfall.find((entry) => entry.line === index)
      return rowOf(`Line ${index + 1}, servers`, line.count, short?.available ?? null)
    })
  }
  const known = details.shortBy === 'limits' ? null : free
  return SHORT_RESOURCES.filter((resource) => order[resource] > 0).map((resource) => {
    const short = details.shortfall.find((entry) => entry.resource === resource)
    const enough = known !== null && known[resource] >= order[resource] ? known[resource] : null
    return rowOf(shortNames[resource].row, order[resource], short?.available ?? enough)
  })
}

const rowOf = (name: string, asked: number, available: number | null): ResourceRow => ({
  name,
  asked,
  available,
  short: available === null ? 0 : Math.max(0, asked - available),
})
