import type { SlotPlaceView, SlotSuggestionsView } from '@/lib/contracts/inventory/slot'

/** Whether servers of one order, or all of them where they have none, are to stand in one rack or in many. */
export type Keep = 'any' | 'together' | 'apart'

/** One server's way into a rack. */
export interface RackMove {
  barcode: string
  place: SlotPlaceView
}

/** What was proposed: who goes where, and who goes nowhere, by reason, most first. */
export interface RackMoves {
  moves: RackMove[]
  refused: { reason: string; barcodes: string[] }[]
}

/** The first place of each server: together they stand, as each took its own among what the others left. */
export function rackMoves({ items }: SlotSuggestionsView): RackMoves {
  const moves: RackMove[] = []
  const refused = new Map<string, string[]>()
  for (const { server, places, reason = 'There is no place for it.' } of items) {
    const [place] = places
    if (place !== undefined) moves.push({ barcode: server, place })
    else refused.set(reason, [...(refused.get(reason) ?? []), server])
  }
  return {
    moves,
    refused: [...refused]
      .map(([reason, barcodes]) => ({ reason, barcodes }))
      .sort((a, b) => b.barcodes.length - a.barcodes.length),
  }
}

/** The same move as a scan into the rack says it. */
export function locationOf({ place: { rack, u, face } }: RackMove) {
  return { rack, u, face }
}
