import { holdsWords, type PaletteEntry, plainEntry } from './palette-entries'
import { allPlaces } from './places'
import { withScope } from './scope-href'

/** What begins with `>` asks for actions alone. */
export const ACTIONS_SIGN = '>'

/** Actions that belong to no thing. */
export function commandEntries(scope: string | null, ticketLock: string | null): PaletteEntry[] {
  return [
    plainEntry({ id: 'do:order', glyph: 'plus', title: 'New order…', href: withScope('/orders/new', scope) }),
    plainEntry({
      id: 'do:ticket',
      glyph: 'ticket',
      title: 'Open a ticket…',
      intent: { on: 'new-ticket' },
      disabledReason: ticketLock,
    }),
    plainEntry({ id: 'do:scan', glyph: 'scan', title: 'Scan barcodes', href: '/scan' }),
    plainEntry({
      id: 'do:count',
      glyph: 'list',
      title: 'Count what is in a rack or warehouse',
      href: '/scan/stocktakes',
    }),
    plainEntry({ id: 'do:labels', glyph: 'print', title: 'Print labels', href: '/labels' }),
    plainEntry({ id: 'do:import', glyph: 'list', title: 'Import servers, racks or parts', href: '/import' }),
    plainEntry({ id: 'do:bulk', glyph: 'list', title: 'Bulk changes of servers', href: '/bulk-changes' }),
    plainEntry({ id: 'do:keys', glyph: 'info', title: 'Show the keys', intent: { on: 'keys' } }),
    plainEntry({ id: 'do:light', glyph: 'theme', title: 'Light theme', intent: { on: 'theme', theme: 'light' } }),
    plainEntry({ id: 'do:dark', glyph: 'theme', title: 'Dark theme', intent: { on: 'theme', theme: 'dark' } }),
    plainEntry({
      id: 'do:system',
      glyph: 'theme',
      title: 'Theme as the system',
      intent: { on: 'theme', theme: 'system' },
    }),
    ...allPlaces
      .filter(({ href }) => href !== '/orders/new')
      .map(({ href, glyph, label }) =>
        plainEntry({ id: `do:go:${href}`, glyph, title: `Go to ${label}`, href: withScope(href, scope) }),
      ),
  ]
}

/** Those that hold every word that was typed after the sign. */
export function actionsHolding(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  return entries.filter(({ title, disabledReason }) => holdsWords(`${title} ${disabledReason ?? ''}`, typed))
}
