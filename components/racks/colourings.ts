import type { RackCountsView } from '@/lib/contracts/inventory/rack'
import type { Colour } from '@/lib/contracts/inventory/rack-colours'
import { OTHERS } from '@/lib/domain/others'
import { POWER_STEPS, powerStep } from '@/lib/domain/power-steps'
import {
  FIRMWARE_CONDITIONS,
  firmwareWords,
  type Glyph,
  type HEALTH,
  healthWords,
  type Pattern,
  type StateMark,
  serverWords,
  signWords,
  type Tone,
} from '@/lib/domain/state-words'
import type { StandingServer } from './rack-cells'
import { RACK_STATES } from './racks-filters'

/** How a cell is filled. `edge`: the tone's tint with an edge in the tone; the others are what the design's sheet shows. */
export type CellPattern = Pattern | 'edge' | 'rows' | 'cross'

/** One line of a legend, and the look of the cells that it counts. Never colour alone: a glyph or letter, and a pattern. */
export interface Entry {
  key: string
  label: string
  tone: Tone
  pattern: CellPattern
  /** On paper there is no colour: what tells it apart there. */
  paper: CellPattern
  mark: { glyph: Glyph } | { letter: string }
}

export interface Colouring {
  colour: Colour
  entries: readonly Entry[]
  /** Of what has no entry of its own. */
  other: Entry
  entryOf: (server: StandingServer) => Entry
}

export const colourLabels: Record<Colour, string> = {
  state: 'State',
  health: 'Health',
  order: 'Order',
  model: 'Model',
  firmware: 'Firmware drift',
  power: 'Power',
}

/** What a colour calls a server: the key of its entry, of the counts and of the filter in the URL. '' is none. */
export function keyOf(colour: Colour, server: StandingServer): string {
  if (colour === 'state') return server.state
  if (colour === 'health') return server.health ?? 'NO_DATA'
  if (colour === 'order') return server.order ?? ''
  if (colour === 'model') return server.model ?? ''
  if (colour === 'firmware') return server.firmware ?? 'NO_TARGET'
  return String(powerStep(server.powerW) ?? '')
}

const marked = (key: string, mark: StateMark, pattern: CellPattern, paper: CellPattern = pattern): Entry => ({
  key,
  label: mark.word,
  tone: mark.tone,
  pattern,
  paper,
  mark: { glyph: mark.glyph },
})

const statePaper: Record<string, CellPattern> = {
  RACKED: 'dots',
  ALLOCATED: 'hatched',
  PROVISIONING: 'rows',
  REPAIRING: 'stripes',
  BROKEN: 'solid',
}

const stateEntries = RACK_STATES.map((state) =>
  marked(state, serverWords[state], state === 'BROKEN' ? 'solid' : 'edge', statePaper[state] ?? 'outline'),
)
/** A server may stand in a rack in a state that is none of a rack's, for a moment of its move. */
const otherState = marked('', signWords.OTHER, 'dots')

const step = (
  key: string,
  label: string,
  [pattern, paper]: readonly [CellPattern, CellPattern],
  letter: string,
): Entry => ({
  key,
  label,
  tone: key === '' ? 'idle' : 'work',
  pattern,
  paper,
  mark: { letter },
})
const unknownPower = step('', 'Not known', ['dots', 'dots'], '?')
const powerEntries = [
  step('0', `to ${POWER_STEPS[0]} W`, ['outline', 'outline'], '1'),
  step('1', `to ${POWER_STEPS[1]} W`, ['edge', 'rows'], '2'),
  step('2', `to ${POWER_STEPS[2]} W`, ['rows', 'stripes'], '3'),
  step('3', `over ${POWER_STEPS[2]} W`, ['stripes', 'solid'], '4'),
  unknownPower,
]

const fixed: Partial<Record<Colour, { entries: readonly Entry[]; other: Entry }>> = {
  state: { entries: stateEntries, other: otherState },
  health: {
    entries: (['CRITICAL', 'WARNING', 'NO_DATA', 'OK'] satisfies (typeof HEALTH)[number][]).map((health) =>
      marked(health, healthWords[health], healthWords[health].pattern ?? 'outline'),
    ),
    other: marked('NO_DATA', healthWords.NO_DATA, 'dots'),
  },
  firmware: {
    entries: FIRMWARE_CONDITIONS.map((key) => marked(key, firmwareWords[key], firmwareWords[key].pattern ?? 'outline')),
    other: marked('NO_TARGET', firmwareWords.NO_TARGET, 'dots'),
  },
  power: { entries: powerEntries, other: unknownPower },
}

/** Names have no tone of their own: the most frequent get these, in this order. None speaks of trouble. */
const NAMED: readonly { tone: Tone; pattern: CellPattern; paper: CellPattern }[] = [
  { tone: 'work', pattern: 'edge', paper: 'rows' },
  { tone: 'held', pattern: 'edge', paper: 'stripes' },
  { tone: 'free', pattern: 'edge', paper: 'dots' },
  { tone: 'live', pattern: 'hatched', paper: 'hatched' },
  { tone: 'work', pattern: 'rows', paper: 'cross' },
  { tone: 'held', pattern: 'dots', paper: 'solid' },
  { tone: 'free', pattern: 'stripes', paper: 'edge' },
  { tone: 'live', pattern: 'cross', paper: 'outline' },
]

export type Counts = RackCountsView['counts']
const nobody = { order: 'No order', model: 'Model not known' } as const

function namedEntries(colour: 'order' | 'model', counts: Counts): { entries: Entry[]; other: Entry } {
  const named = counts.filter(({ key }) => key !== '' && key !== OTHERS)
  const lettered = named.slice(0, NAMED.length).flatMap(({ key, label }, index): Entry[] => {
    const look = NAMED[index]
    return look === undefined
      ? []
      : [{ key, label: label ?? key, ...look, mark: { letter: String.fromCharCode(65 + index) } }]
  })
  const none: Entry = {
    key: '',
    label: nobody[colour],
    tone: 'idle',
    pattern: 'outline',
    paper: 'outline',
    mark: { letter: '–' },
  }
  const other: Entry = { ...none, key: OTHERS, label: 'Others', mark: { letter: '+' } }
  const rest = named.length > NAMED.length || counts.some(({ key }) => key === OTHERS) ? [other] : []
  return { entries: [...lettered, ...rest, ...(counts.some(({ key }) => key === '') ? [none] : [])], other }
}

/** The colouring of these servers: the fixed table of a colour, or for names the most frequent of `counts`. */
export function colouringOf(colour: Colour, counts: Counts): Colouring {
  const { entries, other } =
    colour === 'order' || colour === 'model'
      ? namedEntries(colour, counts)
      : (fixed[colour] ?? { entries: [], other: otherState })
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  return { colour, entries, other, entryOf: (server) => byKey.get(keyOf(colour, server)) ?? other }
}

/** How many servers each entry counts; names without an entry of their own are summed under `OTHERS`. */
export function entryCounts({ entries }: Pick<Colouring, 'entries'>, counts: Counts): Map<string, number> {
  const own = new Set(entries.map((entry) => entry.key))
  const sums = new Map<string, number>()
  for (const { key, servers } of counts) {
    const under = own.has(key) ? key : OTHERS
    sums.set(under, (sums.get(under) ?? 0) + servers)
  }
  return sums
}

/** The counts of what stands in these racks: for a rack alone, and for paper. */
export function countServers(colour: Colour, servers: readonly StandingServer[]): Counts {
  const found = new Map<string, { key: string; label?: string; servers: number }>()
  for (const server of servers) {
    const key = keyOf(colour, server)
    const label = colour === 'model' ? server.modelName : undefined
    const one = found.get(key) ?? { key, ...(label === undefined ? {} : { label }), servers: 0 }
    found.set(key, { ...one, servers: one.servers + 1 })
  }
  return [...found.values()].sort((a, b) => b.servers - a.servers || (a.key < b.key ? -1 : 1))
}
