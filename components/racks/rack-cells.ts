import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { type Depth, type Face, type Occupant, overlap } from '@/lib/domain/rack-space'

export type StandingServer = ElevationView['servers'][number]
export type StandingItem = ElevationView['items'][number]

/** A place that is planned for a server: shown before the server is there. */
export interface Ghost {
  barcode: string
  u: number
  heightU: number
  face: Face
  depth?: Depth | undefined
  /** Where it stands now. */
  from?: string | undefined
  order?: string | undefined
  /** Who planned it. */
  by?: string | undefined
}

type Contents = Pick<ElevationView, 'servers' | 'items'>

/** An elevation as it is drawn: with what is planned, where that is known. */
export type DrawnElevation = Contents & {
  rack: Pick<ElevationView['rack'], 'code' | 'datacenter' | 'heightU' | 'servers' | 'usedU'>
  planned?: readonly Ghost[] | undefined
}

/** What one face of a rack shows: a server, a rack item, or the back of something of half depth on the other face. */
export type RackCell = { u: number; heightU: number } & (
  | { kind: 'server'; server: StandingServer }
  | { kind: 'item'; item: StandingItem }
  | { kind: 'behind'; label: string; words: string; server: StandingServer | null }
)

const opposite = { front: 'rear', rear: 'front' } as const

const behindWords = { front: 'half depth, in front', rear: 'half depth, at the rear' } as const

/**
 * The cells of one face, top first. Of a thing of half depth the other face shows the back, unless something else stands
 * there on that face. What hangs at the sides is no cell.
 */
export function cellsOf(elevation: Contents, face: Face): RackCell[] {
  const here: RackCell[] = [
    ...elevation.servers
      .filter((server) => server.depth === 'full' || server.face === face)
      .map((server) => ({ kind: 'server' as const, u: server.u, heightU: server.heightU, server })),
    ...unitsOf(elevation)
      .filter((item) => item.face === face || item.kind === 'blocked')
      .map((item) => ({ kind: 'item' as const, u: item.u, heightU: item.heightU, item })),
  ]
  const words = behindWords[opposite[face]]
  const behind: RackCell[] = [
    ...elevation.servers
      .filter((server) => server.depth === 'half' && server.face !== face)
      .map((server) => ({ ...backOf(server, words), label: server.barcode, server })),
    ...unitsOf(elevation)
      .filter((item) => item.face !== face && item.kind !== 'blocked')
      .map((item) => ({ ...backOf(item, words), label: item.name, server: null })),
  ]
  const seen = behind.filter((back) => !here.some((cell) => overlap(cell, back)))
  return [...here, ...seen].sort((a, b) => b.u - a.u)
}

/** The rack items that take units. */
const unitsOf = (elevation: Contents) => elevation.items.filter((item) => item.side === undefined)

/** What hangs at the sides of a face. */
export function sideItems(elevation: Contents, face: Face): StandingItem[] {
  return elevation.items.filter((item) => item.side !== undefined && item.face === face)
}

/** The planned places that a face shows: those of full depth, or of unknown depth, on both. */
export function ghostsOf(elevation: Pick<DrawnElevation, 'planned'>, face: Face): readonly Ghost[] {
  return (elevation.planned ?? []).filter((ghost) => ghost.depth !== 'half' || ghost.face === face)
}

const backOf = (thing: { u: number; heightU: number }, words: string) => ({
  kind: 'behind' as const,
  u: thing.u,
  heightU: thing.heightU,
  words,
})

/** What takes units of the rack, as `fits` and `freeRanges` want it. Rack items are of half depth, blocked units of full. */
export function occupantsOf(elevation: Contents): Occupant[] {
  return [
    ...elevation.servers.map(({ barcode, u, heightU, face, depth }) => ({ key: barcode, u, heightU, face, depth })),
    ...unitsOf(elevation).map(({ name, u, heightU, face, kind }) => ({
      key: name,
      u,
      heightU,
      face,
      depth: kind === 'blocked' ? ('full' as const) : ('half' as const),
    })),
  ]
}

/** The part of a code that tells it from its neighbours: SRV-004217 → 004217, FRA1-A07 → A07; else its last 8 characters. */
export function shortCode(code: string): string {
  const tail = code.slice(Math.max(code.lastIndexOf('-'), code.lastIndexOf(':'), code.lastIndexOf('_')) + 1)
  if (tail !== '' && tail.length <= 8) return tail
  return code.length <= 8 ? code : `…${code.slice(-7)}`
}

/**
 * The same of a barcode, of which a lone figure at the end says nothing: DOCK-MX1WRNKM-1 → RNKM-1. Without dots, so that what is
 * seen is a part of what is read out.
 */
export function shortBarcode(barcode: string): string {
  const short = shortCode(barcode)
  return short.length > 1 || barcode.length === 1 ? short : barcode.slice(-6)
}

/** Units that nothing takes on either face. */
export function freeUnits(rack: { heightU: number; usedU: number }): number {
  return Math.max(0, rack.heightU - rack.usedU)
}
