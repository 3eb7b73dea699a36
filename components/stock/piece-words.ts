import type { PartWithHistoryView } from '@/lib/contracts/tickets/part'
import { type PartState, partMachine, partWhereabouts } from '@/lib/domain/part-state'

type Entry = PartWithHistoryView['history'][number]

const words: Record<Entry['kind'], (entry: Entry) => string> = {
  RECEIVED: ({ warehouse }) => `Received into ${warehouse ?? 'a warehouse'}`,
  ISSUED: ({ warehouse }) => `Taken out of ${warehouse ?? 'a warehouse'}`,
  INSTALLED: ({ server }) => `Built into ${server ?? 'a server'}`,
  REMOVED: ({ server }) => `Taken out of ${server ?? 'a server'}`,
  PUT_BACK: ({ server, warehouse }) => `Put back into ${server ?? warehouse ?? 'its place'}: a scan was taken back`,
  LEFT: ({ warehouse }) => `Left ${warehouse ?? 'a warehouse'}: fewer lie there than were known`,
  RETURNED: () => 'Sent back to its maker',
  SCRAPPED: () => 'Scrapped',
}

/** What happened to a piece, as its history keeps it. */
export function pieceEventWords(entry: Entry): string {
  return words[entry.kind](entry)
}

/** Why a piece cannot go back to its maker or to the bin, in words; null where it can. What lies in stock is taken out first. */
export function refuseAway(
  piece: { state: PartState; warehouse?: string | undefined; server?: string | undefined },
  to: 'RETURNED' | 'SCRAPPED',
): string | null {
  if (piece.state === 'IN_STOCK' || partMachine.canGo(piece.state, to)) return null
  return `It ${partWhereabouts(piece.state, piece)}`
}

/** Why a piece cannot be put into stock; null where it can. One that is built in comes out by a scan of its repair. */
export function refuseReceiving(piece: {
  state: PartState
  warehouse?: string | undefined
  server?: string | undefined
}): string | null {
  if (piece.state !== 'INSTALLED' && partMachine.canGo(piece.state, 'IN_STOCK')) return null
  return `It ${partWhereabouts(piece.state, piece)}`
}
