import type { GlyphName } from '@/components/ui/glyph'
import type { SearchAction, SearchItem, SearchKind } from '@/lib/client/search'
import { allPlaces } from './places'
import { withScope } from './scope-href'

export interface PaletteEntry {
  /** Unique in the palette; what cmdk calls the value. */
  id: string
  glyph: GlyphName
  code: string | null
  title: string
  href: string | null
  kind: SearchKind
  state: string | null
  disabledReason: string | null
  actions: readonly SearchAction[]
}

export interface PaletteGroup {
  title: string
  entries: readonly PaletteEntry[]
}

const kinds: readonly { kind: SearchKind; title: string; glyph: GlyphName }[] = [
  { kind: 'server', title: 'Servers', glyph: 'server' },
  { kind: 'rack', title: 'Racks', glyph: 'rack' },
  { kind: 'order', title: 'Orders', glyph: 'order' },
  { kind: 'ticket', title: 'Tickets', glyph: 'ticket' },
  { kind: 'part', title: 'Parts', glyph: 'part' },
  { kind: 'warehouse', title: 'Warehouses', glyph: 'house' },
]

function entryOf(item: SearchItem, glyph: GlyphName): PaletteEntry {
  return {
    id: `${item.kind}:${item.code}`,
    glyph,
    code: item.code,
    title: item.title,
    href: item.href,
    kind: item.kind,
    state: item.state ?? null,
    disabledReason: null,
    actions: item.actions ?? [],
  }
}

/** Pages whose name or other words hold the text; all of them when nothing is typed. */
function pagesFor(text: string, scope: string | null): PaletteEntry[] {
  const wanted = text.toLowerCase()
  return allPlaces
    .filter((place) => `${place.label} ${place.words ?? ''}`.toLowerCase().includes(wanted))
    .map((place) => ({
      id: `page:${place.href}`,
      glyph: place.glyph,
      code: null,
      title: place.label,
      href: withScope(place.href, scope),
      kind: 'page',
      state: null,
      disabledReason: null,
      actions: [],
    }))
}

/** Matches by kind, in the order the API ranked them, then pages. */
export function paletteGroups(items: readonly SearchItem[], text: string, scope: string | null): PaletteGroup[] {
  const found = kinds.map(({ kind, title, glyph }) => ({
    title,
    entries: items.filter((item) => item.kind === kind).map((item) => entryOf(item, glyph)),
  }))
  return [...found, { title: 'Pages', entries: pagesFor(text, scope) }].filter((group) => group.entries.length > 0)
}

/** What can be done with the chosen match. */
export function actionGroup(entry: PaletteEntry | undefined): PaletteGroup | null {
  if (entry === undefined || entry.actions.length === 0) return null
  return {
    title: `${entry.code ?? entry.title}, what you can do`,
    entries: entry.actions.map((action) => ({
      id: `action:${entry.id}:${action.title}`,
      glyph: entry.glyph,
      code: null,
      title: action.title,
      href: action.href ?? null,
      kind: entry.kind,
      state: null,
      disabledReason: action.disabledReason ?? null,
      actions: [],
    })),
  }
}

/** The one a scanner means: the same code without case, or the only match. */
export function exactMatch(items: readonly SearchItem[], text: string): SearchItem | undefined {
  const same = items.find((item) => item.code.toLowerCase() === text.toLowerCase())
  return same ?? (items.length === 1 ? items[0] : undefined)
}
