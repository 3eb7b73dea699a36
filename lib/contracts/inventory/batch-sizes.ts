/** Servers that a page changes itself, batch after batch; more are changed by a worker. */
export const MOST_CHANGED = 1_000
/** Servers that one change can be made to; more are narrowed down first. */
export const MOST_BULK = 100_000
/** Of these, named one by one. */
export const MOST_BULK_NAMED = 10_000
/** Servers of one request: the caller asks again with the next ones, and so knows how far it is. */
export const BATCH = 50
/** Servers that places in racks are looked for at once. */
export const MOST_SLOT_SERVERS = 50
