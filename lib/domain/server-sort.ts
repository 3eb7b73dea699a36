/** What a list of servers can be sorted by: each has its index, whose last column is unique. */
export const SERVER_SORT_KEYS = [
  'barcode',
  'state',
  'model',
  'place',
  'serial',
  'tickets',
  'lastScannedAt',
  'updatedAt',
] as const
export type ServerSortKey = (typeof SERVER_SORT_KEYS)[number]
export type ServerSort = ServerSortKey | `-${ServerSortKey}`

export const SERVER_SORTS: readonly ServerSort[] = SERVER_SORT_KEYS.flatMap((key) => [key, `-${key}`] as const)

export function sortOf(sort: ServerSort): { key: ServerSortKey; descending: boolean } {
  const key = SERVER_SORT_KEYS.find((one) => sort === one || sort === `-${one}`) ?? 'barcode'
  return { key, descending: sort.startsWith('-') }
}
