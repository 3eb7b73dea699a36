import { toQueryString } from '@/lib/client/api-fetch'
import { ORDER_STATES, type OrderState } from '@/lib/domain/order-state'

/** What the list of orders is narrowed to; all of it lives in the URL. */
export interface OrderFilters {
  q?: string | undefined
  status: readonly OrderState[]
  datacenter?: string | undefined
  cursor?: string | undefined
}

export const statusGroups: readonly { value: string; label: string; status: readonly OrderState[] }[] = [
  { value: 'all', label: 'All', status: [] },
  {
    value: 'under-way',
    label: 'Under way',
    status: ['DRAFT', 'PLANNED', 'ALLOCATED', 'PROVISIONING', 'FAILED', 'RELEASING'],
  },
  { value: 'active', label: 'Active', status: ['ACTIVE'] },
  { value: 'failed', label: 'Failed', status: ['FAILED'] },
  { value: 'ended', label: 'Ended', status: ['RELEASED', 'CANCELLED'] },
]

/** Words from a URL that are states; others are left out. */
export function orderStates(words: readonly string[]): OrderState[] {
  return ORDER_STATES.filter((state) => words.some((word) => word.toUpperCase() === state))
}

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function ordersHref(filters: OrderFilters, change: Partial<OrderFilters> = {}): string {
  const { q, status, datacenter, cursor } = { ...filters, cursor: undefined, ...change }
  return `/orders${toQueryString({ q, status, datacenter, cursor })}`
}

/** The group whose states are exactly these; null for any other choice. */
export function groupOf(status: readonly OrderState[]): string | null {
  const same = statusGroups.find(
    (group) => group.status.length === status.length && group.status.every((state) => status.includes(state)),
  )
  return same?.value ?? null
}
