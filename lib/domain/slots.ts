import { type Layout, type OpenRack, openRack, put, type SlotRack, take } from './slot-layout'
import { type Rated, ratePlaces, type SlotServer, type SlotWish, wordsOf } from './slot-rating'

export type { SlotRack } from './slot-layout'
export type { SlotServer, SlotWish } from './slot-rating'

interface Candidate extends Rated {
  rack: string
  /** The rack's turn on the walk. */
  walk: number
  heightU: number
}

export interface SlotPlace extends Omit<Candidate, 'parts'> {
  reasons: string[]
  warnings: string[]
}

/** Where one server goes. The first places of all servers stand together: none is in another's way. */
export interface SlotAnswer {
  barcode: string
  /** Best first; empty with `reason`. */
  places: SlotPlace[]
  reason: string | null
}

/**
 * The best free places for some servers in some racks (in walking order). The heavy and the tall choose first, each takes its best
 * place, and the next chooses among what is left. Where a plain first fit places more of them, or all of them better, that is the
 * answer: it is never worse than what anybody does without thinking. The same question has the same answer.
 */
export function suggestPlaces(
  racks: readonly SlotRack[],
  servers: readonly SlotServer[],
  wish: SlotWish,
  alternatives = 2,
): SlotAnswer[] {
  const chosen = better(bestFit(racks, servers, wish), firstFit(racks, servers, wish))
  return servers.map((server) => {
    const place = chosen.places.get(server.barcode)
    if (place === undefined) return { barcode: server.barcode, places: [], reason: misfit(chosen.racks, server, wish) }
    return {
      barcode: server.barcode,
      places: [place, ...others(chosen, server, place, wish, alternatives)].map(inWords),
      reason: null,
    }
  })
}

interface Placing {
  racks: Layout
  places: Map<string, Candidate>
  /** What the places cost, each as it was when it was taken. */
  cost: number
}

const newPlacing = (racks: readonly SlotRack[], servers: readonly SlotServer[]): Placing => ({
  racks: racks.map((rack, walk) => openRack(rack, walk, new Set(servers.map(({ barcode }) => barcode)))),
  places: new Map(),
  cost: 0,
})

/** More servers placed wins, then the lower cost; a tie keeps the first. */
function better(a: Placing, b: Placing): Placing {
  if (a.places.size !== b.places.size) return a.places.size > b.places.size ? a : b
  return b.cost < a.cost ? b : a
}

function bestFit(racks: readonly SlotRack[], servers: readonly SlotServer[], wish: SlotWish): Placing {
  const placing = newPlacing(racks, servers)
  for (const server of heavyFirst(servers)) {
    const best = bestOf(placing.racks, server, wish)
    if (best !== undefined) settle(placing, server, best)
  }
  return placing
}

/** As they come, each into the lowest place of the first rack that has one. */
export function firstFit(racks: readonly SlotRack[], servers: readonly SlotServer[], wish: SlotWish): Placing {
  const placing = newPlacing(racks, servers)
  for (const server of servers) {
    const mates = matesByRack(placing.racks, server)
    // Racks are in walking order: the first that has a place ends the search.
    for (const rack of placing.racks) {
      const [first] = placesIn(rack, server, wish, mates).sort(walked)
      if (first === undefined) continue
      settle(placing, server, first)
      break
    }
  }
  return placing
}

function inWords({ parts, ...place }: Candidate): SlotPlace {
  return { ...place, ...wordsOf({ parts }) }
}

function settle(placing: Placing, server: SlotServer, place: Candidate): void {
  const rack = placing.racks[place.walk]
  if (rack === undefined) return
  put(rack, server, place)
  placing.places.set(server.barcode, place)
  placing.cost += place.cost
}

/** Every place worth a thought, best first. */
function placesFor(racks: Layout, server: SlotServer, wish: SlotWish): Candidate[] {
  const mates = matesByRack(racks, server)
  return racks.flatMap((rack) => placesIn(rack, server, wish, mates)).sort(cheaper)
}

/** The first of these, without an order of all the others. */
function bestOf(racks: Layout, server: SlotServer, wish: SlotWish): Candidate | undefined {
  const mates = matesByRack(racks, server)
  let best: Candidate | undefined
  for (const rack of racks)
    for (const place of placesIn(rack, server, wish, mates))
      if (best === undefined || cheaper(place, best) < 0) best = place
  return best
}

function cheaper(a: Candidate, b: Candidate): number {
  return a.cost - b.cost || walked(a, b)
}

function placesIn(rack: OpenRack, server: SlotServer, wish: SlotWish, mates: ReadonlyMap<number, number>): Candidate[] {
  const { code, walk } = rack
  const { heightU } = server
  return ratePlaces(rack, server, wish, mates).map(({ u, face, cost, parts }) => {
    return { u, face, cost, parts, rack: code, walk, heightU }
  })
}

function walked(a: Candidate, b: Candidate): number {
  return a.walk - b.walk || a.u - b.u || (a.face === b.face ? 0 : a.face === 'front' ? -1 : 1)
}

/** How many servers of its order stand in each rack, by the rack's turn on the walk. */
function matesByRack(racks: Layout, server: SlotServer): ReadonlyMap<number, number> {
  return new Map(
    racks.flatMap((rack) => {
      const mates = rack.groups.get(server.group) ?? 0
      return mates === 0 ? [] : [[rack.walk, mates] as const]
    }),
  )
}

function heavyFirst(servers: readonly SlotServer[]): SlotServer[] {
  return [...servers].sort(
    (a, b) =>
      b.weightKg - a.weightKg || b.heightU - a.heightU || (a.barcode < b.barcode ? -1 : a.barcode > b.barcode ? 1 : 0),
  )
}

/** The next best, a place a rack, with the others where they were put. */
function others(chosen: Placing, server: SlotServer, place: Candidate, wish: SlotWish, count: number): Candidate[] {
  const racks = chosen.racks.map((rack) => (rack.walk === place.walk ? take(rack, server) : rack))
  const rest = placesFor(racks, server, wish).filter(
    (other) => other.rack !== place.rack || other.u !== place.u || other.face !== place.face,
  )
  const elsewhere = new Map<string, Candidate>()
  for (const other of rest) if (!elsewhere.has(other.rack)) elsewhere.set(other.rack, other)
  const nearby = rest.filter((other) => elsewhere.get(other.rack) !== other)
  return [...elsewhere.values(), ...nearby].slice(0, count).sort((a, b) => a.cost - b.cost)
}

/** Why nothing takes it: no room at all, or room only over a budget. */
function misfit(racks: Layout, server: SlotServer, wish: SlotWish): string {
  if (racks.length === 0) return 'There is no rack to look at.'
  const roomy = racks.filter((rack) => placesFor([rack], server, { ...wish, overBudget: true }).length > 0)
  const needs = `${server.heightU}U of ${server.depth} depth`
  if (roomy.length === 0) return `No rack has ${needs} free in one piece.`
  return `${racksInWords(roomy)} ${roomy.length === 1 ? 'has' : 'have'} ${needs} free, but not within the power and weight budget.`
}

function racksInWords(racks: readonly OpenRack[]): string {
  const [first, second] = racks
  if (second === undefined) return first?.code ?? ''
  return racks.length === 2 ? `${first?.code} and ${second.code}` : `${first?.code} and ${racks.length - 1} others`
}
