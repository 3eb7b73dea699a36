import { toQueryString } from '@/lib/client/api-fetch'
import type { RackView } from '@/lib/contracts/inventory/rack'
import { COLOURS, type Colour } from '@/lib/contracts/inventory/rack-colours'
import { SERVER_STATES, type ServerState } from '@/lib/domain/server-state'

/** How many racks the row holds at most; beyond it there is a next page. */
export const RACKS_A_PAGE = 1_000
/** How many racks' contents are asked for at once, and are there at first paint. */
export const RACKS_A_CHUNK = 10

/** Keys that stay lit, by what they are a key of (see colourings); the others fade. */
export type Kept = Partial<Record<Colour, readonly string[]>>

/** What the row of racks shows; all of it lives in the URL. */
export interface RacksFilters {
  datacenter?: string | undefined
  /** One row of the datacenter's racks. */
  row?: string | undefined
  colour: Colour
  kept: Kept
  q?: string | undefined
  server?: string | undefined
  cursor?: string | undefined
}

/** A rack as the row knows it before its contents are there. */
export type RowRack = Pick<
  RackView,
  'code' | 'datacenter' | 'row' | 'heightU' | 'maxPowerW' | 'powerOutage' | 'servers' | 'states' | 'usedU' | 'powerW'
>

/** Without what the row does not show: of hundreds of racks each word counts. */
export function toRowRack(rack: RackView): RowRack {
  const { code, datacenter, row, heightU, maxPowerW, powerOutage, servers, states, usedU, powerW } = rack
  return {
    code,
    datacenter,
    ...(row === undefined ? {} : { row }),
    heightU,
    ...(maxPowerW === undefined ? {} : { maxPowerW }),
    powerOutage,
    servers,
    states,
    usedU,
    powerW,
  }
}

/** The states in which a server stands in a rack, in the order of the legend. */
export const RACK_STATES = [
  'IN_SERVICE',
  'RACKED',
  'ALLOCATED',
  'PROVISIONING',
  'REPAIRING',
  'BROKEN',
] as const satisfies readonly ServerState[]

const aColour = (word: string | undefined): Colour | undefined => COLOURS.find((colour) => colour === word)

/** The colour a URL asks for; state without one. */
export function colourOf(word: string | undefined): Colour {
  return aColour(word) ?? 'state'
}

/** What a URL keeps lit. Words that are no state are left out; of other colours any key may be asked for. */
export function keptOf(wordsOf: (name: Colour) => readonly string[]): Kept {
  const kept: Kept = {}
  for (const colour of COLOURS) {
    const words = wordsOf(colour)
    const keys = colour === 'state' ? serverStates(words) : [...new Set(words)]
    if (keys.length > 0) kept[colour] = keys
  }
  return kept
}

/** Words from a URL that are states; others are left out. */
export function serverStates(words: readonly string[]): ServerState[] {
  return SERVER_STATES.filter((state) => words.some((word) => word.toUpperCase() === state))
}

/** The row's URL with some of it changed. Another datacenter or row starts at its first page. */
export function racksHref(filters: RacksFilters, change: Partial<RacksFilters> = {}): string {
  const again = 'datacenter' in change ? { row: undefined } : {}
  const anew = 'datacenter' in change || 'row' in change ? { cursor: undefined, server: undefined } : {}
  const { datacenter, row, colour, kept, q, server, cursor } = { ...filters, ...again, ...anew, ...change }
  const shown = colour === 'state' ? undefined : colour
  return `/racks${toQueryString({ datacenter, row, colour: shown, ...kept, q, server, cursor })}`
}

/** Keeps one key of a colour lit, or no more. */
export function withKept({ kept }: Pick<RacksFilters, 'kept'>, colour: Colour, key: string): { kept: Kept } {
  const keys = kept[colour] ?? []
  const next = keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key]
  const { [colour]: _, ...others } = kept
  return { kept: next.length === 0 ? others : { ...others, [colour]: next } }
}

/** Racks in chunks of at most `size`, in order. */
export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
}

/** "FRA1, row A": what changes from one rack to the next starts a new heading. */
export function rowHeading(rack: Pick<RackView, 'datacenter' | 'row'>, scoped: boolean): string {
  const row = rack.row === undefined ? 'Without a row' : `Row ${rack.row}`
  return scoped ? row : `${rack.datacenter}, ${row.charAt(0).toLowerCase()}${row.slice(1)}`
}
