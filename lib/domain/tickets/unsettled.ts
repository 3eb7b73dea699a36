/** A component of a ticket as far as closing it is concerned; part absent: it needs hands only. */
export type SettleableComponent = {
  name: string
  part?: { status: 'waiting' | 'reserved' | 'consumed' | 'returned' } | undefined
  result?: 'replaced' | 'not-needed' | undefined
}

/**
 * The components that keep a ticket from being DONE: they wait for a part, or hold one, and nobody said what became of
 * it. One that needs no part (a sensor to look at, a server to start again) keeps nobody waiting.
 */
export function unsettledComponents(components: readonly SettleableComponent[]): string[] {
  return components
    .filter(({ part, result }) => result === undefined && part !== undefined)
    .map((component) => component.name)
}
