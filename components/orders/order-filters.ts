import { formatCount } from '@/components/ui/numbers'
import { toQueryString } from '@/lib/client/api-fetch'
import { ORDER_SORTS, ORDERS_COUNTED_TO, type OrderSort } from '@/lib/contracts/planning/order-sorts'
import { ORDER_STATES, type OrderState } from '@/lib/domain/order-state'

/** What the list of orders is narrowed to; all of it lives in the URL. */
export interface OrderFilters {
  q?: string | undefined
  status: readonly OrderState[]
  datacenter?: string | undefined
  customer?: string | undefined
  /** Placed by whoever looks. */
  mine?: 'true' | undefined
  trouble?: 'true' | undefined
  /** Newest first without one. */
  sort?: OrderSort | undefined
  cursor?: string | undefined
}

/** What the list and its counts are asked, as the API names it. */
export function ordersQuestion({ cursor: _, sort: __, ...filters }: OrderFilters) {
  return { ...filters, datacenter: listOf(filters.datacenter), customer: listOf(filters.customer) }
}

const listOf = (value: string | undefined) => (value === undefined ? undefined : [value])

/** A word from the URL that is a way to sort; others are left out. */
export function orderSort(word: string | undefined): OrderSort | undefined {
  return ORDER_SORTS.find((sort) => sort === word && sort !== '-createdAt')
}

/** A count as the list says it: exact up to 1,000. */
export function countText(count: number): string {
  return count > ORDERS_COUNTED_TO ? `${formatCount(ORDERS_COUNTED_TO)}+` : formatCount(count)
}

export function isNarrowed({ q, status, datacenter, customer, mine, trouble }: OrderFilters): boolean {
  return status.length > 0 || [q, datacenter, customer, mine, trouble].some((value) => value !== undefined)
}

export const statusGroups: readonly { value: string; label: string; status: readonly OrderState[] }[] = [
  { value: 'all', label: 'All', status: [] },
  {
    value: 'under-way',
    label: 'Under way',
    status: ['DRAFT', 'PLANNED', 'ALLOCATED', 'PROVISIONING', 'FAILED', 'RELEASING'],
  },
  { value: 'active', label: 'Active', status: ['ACTIVE'] },
  { value: 'ended', label: 'Ended', status: ['RELEASED', 'CANCELLED'] },
]

/** Words from a URL that are states; others are left out. */
export function orderStates(words: readonly string[]): OrderState[] {
  return ORDER_STATES.filter((state) => words.some((word) => word.toUpperCase() === state))
}

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function ordersHref(filters: OrderFilters, change: Partial<OrderFilters> = {}): string {
  const { q, status, datacenter, customer, mine, trouble, sort, cursor } = { ...filters, cursor: undefined, ...change }
  return `/orders${toQueryString({ q, status, datacenter, customer, mine, trouble, sort, cursor })}`
}

/** The group whose states are exactly these; null for any other choice. */
export function groupOf(status: readonly OrderState[]): string | null {
  const same = statusGroups.find(
    (group) => group.status.length === status.length && group.status.every((state) => status.includes(state)),
  )
  return same?.value ?? null
}
