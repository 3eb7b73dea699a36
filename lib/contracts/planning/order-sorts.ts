/** What a list of orders can be sorted by; the browser draws its heads from it. */
export const ORDER_SORTS = [
  'createdAt',
  '-createdAt',
  'statusSince',
  '-statusSince',
  'cpuCores',
  '-cpuCores',
  'customer',
  '-customer',
] as const
export type OrderSort = (typeof ORDER_SORTS)[number]

/** Counts of orders go up to here; one more stands for all that is more. */
export const ORDERS_COUNTED_TO = 1_000
