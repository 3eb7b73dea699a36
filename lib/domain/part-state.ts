import { defineMachine } from './state-machine'

export const PART_STATES = ['IN_STOCK', 'INSTALLED', 'REMOVED', 'RETURNED', 'SCRAPPED'] as const
export type PartState = (typeof PART_STATES)[number]

/** repair: a scan of a guided repair, or its undo; stock: a movement of stock. */
export type PartTransitionBy = 'repair' | 'stock'

/** The life of a single piece with a serial. REMOVED: out of a server or off its shelf, in somebody's hands. */
export const partMachine = defineMachine<PartState, PartTransitionBy>({
  states: PART_STATES,
  transitions: [
    { from: 'IN_STOCK', to: 'INSTALLED', by: 'repair' },
    { from: 'IN_STOCK', to: 'REMOVED', by: 'stock' },
    { from: 'INSTALLED', to: 'REMOVED', by: 'repair' },
    // A scan that was a mistake: back where it was.
    { from: 'INSTALLED', to: 'IN_STOCK', by: 'repair' },
    { from: 'REMOVED', to: 'INSTALLED', by: 'repair' },
    // Found well, or back from its maker.
    { from: 'REMOVED', to: 'IN_STOCK', by: 'stock' },
    { from: 'RETURNED', to: 'IN_STOCK', by: 'stock' },
    // To its maker, or to the bin.
    { from: 'REMOVED', to: 'RETURNED', by: 'stock' },
    { from: 'REMOVED', to: 'SCRAPPED', by: 'stock' },
  ],
})

export type PartPlace = { warehouse?: string | undefined; server?: string | undefined }

const WORDS: Record<PartState, (place: PartPlace) => string> = {
  IN_STOCK: ({ warehouse }) => `lies in ${warehouse ?? 'a warehouse'}`,
  INSTALLED: ({ server }) => `is built into ${server ?? 'a server'}`,
  REMOVED: () => 'is out of stock and of any server',
  RETURNED: () => 'was sent back to its maker',
  SCRAPPED: () => 'was scrapped',
}

/** Where a piece is, in words that follow its serial: "S1 is built into SRV-1". */
export function partWhereabouts(state: PartState, place: PartPlace): string {
  return WORDS[state](place)
}
