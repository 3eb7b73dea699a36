/** Fewer available than the minimum: what tickets hold lies on the shelf, but is spoken for. */
export function isLow({ available, minimum }: { available: number; minimum: number | null }): boolean {
  return minimum !== null && available < minimum
}

/** It is low now and was not before. */
export function fellLow(stock: { before: number; available: number; minimum: number | null }): boolean {
  return isLow(stock) && !isLow({ available: stock.before, minimum: stock.minimum })
}
