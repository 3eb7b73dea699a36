import type { GlyphName } from '@/components/ui/glyph'

/** Live work whose number stands beside a place in the nav; of stock what runs low. */
export type PlaceCount = 'orders' | 'tickets' | 'jobs' | 'stock'

export interface Place {
  label: string
  href: `/${string}`
  glyph: GlyphName
  count?: PlaceCount
  /** Other words people search for, for the palette. */
  words?: string
  /** A page of its own that belongs to it. */
  covers?: `/${string}`
}

/** The nav, in groups named after the jobs. */
export const placeGroups: readonly { title: string; places: readonly Place[] }[] = [
  {
    title: 'Plan',
    places: [
      { label: 'Capacity', href: '/', glyph: 'gauge', words: 'free home overview power' },
      { label: 'Orders', href: '/orders', glyph: 'order', count: 'orders' },
    ],
  },
  {
    title: 'Floor',
    places: [
      { label: 'Racks', href: '/racks', glyph: 'rack', words: 'elevation row' },
      { label: 'Scan', href: '/scan', glyph: 'scan', words: 'barcode place' },
      { label: 'Labels', href: '/labels', glyph: 'print', words: 'print barcode qr sheet tape pdf' },
    ],
  },
  {
    title: 'Repair',
    places: [
      { label: 'Tickets', href: '/tickets', glyph: 'ticket', count: 'tickets', words: 'board' },
      { label: 'Stock', href: '/stock', glyph: 'part', count: 'stock', words: 'spare parts shelf warehouse low' },
      { label: 'Outages', href: '/incidents', glyph: 'bolt', words: 'power incident dark' },
    ],
  },
  {
    title: 'Operate',
    places: [
      { label: 'Servers', href: '/servers', glyph: 'server', words: 'inventory', covers: '/bulk-changes' },
      { label: 'Import', href: '/import', glyph: 'list', words: 'csv upload bulk device types racks servers' },
      { label: 'Provisioning', href: '/provisioning', glyph: 'flow', count: 'jobs', words: 'jobs workers wipe' },
      { label: 'Firmware', href: '/firmware', glyph: 'chip', words: 'versions upgrade path graph bios bmc flash' },
    ],
  },
]

/** At the nav's foot. */
export const footPlaces: readonly Place[] = [
  { label: 'Audit', href: '/audit', glyph: 'shield', words: 'history log' },
  { label: 'Settings', href: '/settings', glyph: 'cog', words: 'users tokens rules thresholds dumps' },
  { label: 'API', href: '/api-docs', glyph: 'api', words: 'openapi' },
]

/** What can be started from anywhere; found in the palette. */
export const startPlaces: readonly Place[] = [{ label: 'New order', href: '/orders/new', glyph: 'plus', words: 'plan' }]

export const allPlaces: readonly Place[] = [
  ...placeGroups.flatMap((group) => group.places),
  ...footPlaces,
  ...startPlaces,
]

/** The three of a phone's tab bar; the fourth is More. */
export const tabPlaces: readonly Place[] = ['/scan', '/racks', '/tickets'].flatMap(
  (href) => allPlaces.find((place) => place.href === href) ?? [],
)

/** The place that a path belongs to: the longest one that begins it. */
export function placeOf(path: string): Place | undefined {
  const isIn = (href: string | undefined) =>
    href !== undefined && (path === href || (href !== '/' && path.startsWith(`${href}/`)))
  return [...placeGroups.flatMap((group) => group.places), ...footPlaces]
    .filter(({ href, covers }) => isIn(href) || isIn(covers))
    .sort((a, b) => b.href.length - a.href.length)[0]
}
