import { type QueryParams, toQueryString } from '@/lib/client/api-fetch'
import { TICKET_STATES, TICKET_TYPES, type TicketState, type TicketType } from '@/lib/domain/ticket-state'

export const LANE_CHOICES = ['none', 'datacenter', 'rack'] as const
export type LaneChoice = (typeof LANE_CHOICES)[number]

/** What the board shows, all of it in the URL. `status` is the one column that a phone shows. */
export interface BoardFilters {
  datacenter?: string | undefined
  type: readonly TicketType[]
  mine: boolean
  waitingForPart: boolean
  lanes: LaneChoice
  status: TicketState
}

interface RawFilters {
  datacenter: string | undefined
  type: readonly string[]
  mine: string | undefined
  waitingForPart: string | undefined
  lanes: string | undefined
  status: string | undefined
}

/** Reads the URL's words; what is none of ours counts as not given. */
export function boardFilters(raw: RawFilters): BoardFilters {
  return {
    datacenter: raw.datacenter,
    type: TICKET_TYPES.filter((type) => raw.type.includes(type)),
    mine: raw.mine === 'true',
    waitingForPart: raw.waitingForPart === 'true',
    lanes: LANE_CHOICES.find((choice) => choice === raw.lanes) ?? 'none',
    status: TICKET_STATES.find((state) => state === raw.status) ?? 'OPEN',
  }
}

/** The board's URL with some of its filters changed. */
export function boardHref(filters: BoardFilters, change: Partial<BoardFilters> = {}): string {
  const { datacenter, type, mine, waitingForPart, lanes, status } = { ...filters, ...change }
  return `/tickets${toQueryString({
    datacenter,
    type,
    mine: mine ? true : null,
    waitingForPart: waitingForPart ? true : null,
    lanes: lanes === 'none' ? null : lanes,
    status: status === 'OPEN' ? null : status,
  })}`
}

/** What the API is asked for: the filters without what only arranges the cards. `me` is the name that assignees bear. */
export function ticketParams(filters: BoardFilters, me: string) {
  return {
    ...(filters.datacenter === undefined ? {} : { datacenter: [filters.datacenter] }),
    ...(filters.type.length === 0 ? {} : { type: [...filters.type] }),
    ...(filters.mine ? { assignee: [me] } : {}),
    ...(filters.waitingForPart ? { waitingForPart: 'true' as const } : {}),
  } satisfies QueryParams
}

export const isNarrowed = (filters: BoardFilters): boolean =>
  filters.datacenter !== undefined || filters.type.length > 0 || filters.mine || filters.waitingForPart
