import type { GlyphName } from '@/components/ui/glyph'
import { toQueryString } from '@/lib/client/api-fetch'
import type { SearchItem } from '@/lib/client/search'
import type { PaletteIntent } from './palette-intents'
import { allPlaces } from './places'
import { withScope } from './scope-href'

export interface PaletteEntry {
  /** Unique in the palette; what cmdk calls the value. */
  id: string
  glyph: GlyphName
  code: string | null
  title: string
  /** Whose table its state's word is in. */
  kind: string
  state: string | null
  /** Where it leads to, or what it does; neither where it is refused. */
  href: string | null
  intent: PaletteIntent | null
  disabledReason: string | null
  /** The thing itself, for what can be done with it and for what was opened last. */
  item: SearchItem | null
}

export interface PaletteGroup {
  title: string
  entries: readonly PaletteEntry[]
}

type Kind = SearchItem['kind']

const kinds: readonly { kind: Kind; title: string; glyph: GlyphName; list?: (q: string) => string }[] = [
  { kind: 'server', title: 'Servers', glyph: 'server', list: (q) => `/servers${toQueryString({ q })}` },
  { kind: 'rack', title: 'Racks', glyph: 'rack' },
  { kind: 'order', title: 'Orders', glyph: 'order', list: (q) => `/orders${toQueryString({ q })}` },
  { kind: 'ticket', title: 'Tickets', glyph: 'ticket' },
  { kind: 'part', title: 'Parts', glyph: 'part', list: (q) => `/stock${toQueryString({ q })}` },
  { kind: 'piece', title: 'Pieces', glyph: 'chip' },
  { kind: 'warehouse', title: 'Warehouses', glyph: 'house' },
  { kind: 'datacenter', title: 'Datacenters', glyph: 'pin' },
]

/** So many of a kind are answered: there may be more. */
const FULL = 5

const plain = { code: null, kind: 'page', state: null, href: null, intent: null, disabledReason: null, item: null }

/** An entry that leads to a page or does something. */
export function plainEntry(entry: Partial<PaletteEntry> & Pick<PaletteEntry, 'id' | 'glyph' | 'title'>): PaletteEntry {
  return { ...plain, ...entry }
}

/** The entry of a thing. */
export function itemEntry(item: SearchItem, scopeOfId = ''): PaletteEntry {
  return plainEntry({
    id: `${scopeOfId}${item.kind}:${item.code}`,
    glyph: kinds.find(({ kind }) => kind === item.kind)?.glyph ?? 'info',
    code: item.code,
    title: item.title,
    // Pieces have the words of parts.
    kind: item.kind === 'piece' ? 'part' : item.kind,
    state: item.state ?? null,
    href: item.href,
    item,
  })
}

/** Pages whose name or other words hold the text; all of them when nothing is typed. */
function pagesFor(text: string, scope: string | null): PaletteEntry[] {
  return allPlaces
    .filter((place) => holdsWords(`${place.label} ${place.words ?? ''}`, text))
    .map((place) =>
      plainEntry({
        id: `page:${place.href}`,
        glyph: place.glyph,
        title: place.label,
        href: withScope(place.href, scope),
      }),
    )
}

/** Whether each word that was typed is in it. */
export function holdsWords(all: string, typed: string): boolean {
  const lower = all.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

/** Matches by kind, as the API ranked them, then pages. The kind of what is called exactly so comes first. */
export function paletteGroups(items: readonly SearchItem[], text: string, scope: string | null): PaletteGroup[] {
  const exact = items.find((item) => isCalled(item, text))?.kind
  const found = kinds.map(({ kind, title, list }) => {
    const own = items.filter((item) => item.kind === kind).map((item) => itemEntry(item))
    const more = list !== undefined && own.length >= FULL ? [moreEntry(kind, title, text, list(text))] : []
    return { kind, title, entries: [...own, ...more] }
  })
  const first = found.filter(({ kind }) => kind === exact)
  const rest = found.filter(({ kind }) => kind !== exact)
  return [...first, ...rest, { title: 'Pages', entries: pagesFor(text, scope) }].filter(
    (group) => group.entries.length > 0,
  )
}

const moreEntry = (kind: Kind, title: string, text: string, href: string): PaletteEntry =>
  plainEntry({ id: `more:${kind}`, glyph: 'list', title: `All ${title.toLowerCase()} with ${text}`, href })

const isCalled = (item: SearchItem, text: string) => item.code.toLowerCase() === text.toLowerCase()

/** The one a scanner means: the same code without case, or the only match. */
export function exactMatch(items: readonly SearchItem[], text: string): SearchItem | undefined {
  return items.find((item) => isCalled(item, text)) ?? (items.length === 1 ? items[0] : undefined)
}
