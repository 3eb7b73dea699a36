import { eventCases } from './event-cases'
import type { ListCase } from './list-case'
import { pageCases } from './page-cases'
import { placeCases } from './place-cases'
import { REPAIR_CASES } from './repair-cases'
import { WORK_CASES } from './work-cases'

/**
 * Every list, search and count but the list of servers, with the filters and orders in which people and the API ask for it, and
 * what pages ask beside them.
 */
export const everyList = (servers: number): ListCase[] => [
  ...WORK_CASES,
  ...REPAIR_CASES,
  ...placeCases(servers),
  ...eventCases(servers),
  ...pageCases(servers),
]
