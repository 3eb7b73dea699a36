'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { BrandMark } from './brand-mark'
import { footPlaces, type Place, type PlaceCount, placeGroups, placeOf } from './places'
import { useScope } from './scope'
import { withScope } from './scope-href'

export type NavCounts = Partial<Record<PlaceCount, number>>

/** The nav: 188 px, or 48 with glyphs alone when folded and on a tablet. */
export function AppNav({ counts, folded }: { counts: NavCounts; folded: boolean }) {
  const here = placeOf(usePathname())
  const scope = useScope()
  const itemOf = (place: Place) => (
    <NavItem
      key={place.href}
      place={place}
      href={withScope(place.href, scope)}
      count={place.count === undefined ? undefined : counts[place.count]}
      current={place.href === here?.href}
      folded={folded}
    />
  )
  return (
    <nav
      aria-label="Main"
      className={classNames(
        'sticky top-0 z-20 flex h-dvh flex-none flex-col overflow-y-auto border-line border-r bg-canvas px-2 pb-2 [scrollbar-width:none] max-tab:hidden print:hidden',
        folded ? 'w-12 px-1.5' : 'w-12 max-desk:px-1.5 desk:w-[188px]',
      )}
    >
      <Link
        href={withScope('/', scope)}
        className="flex h-11 flex-none items-center gap-2 rounded-control px-2 font-semibold text-title"
      >
        <BrandMark />
        <span className={labelClass(folded)}>Mini-HaaS</span>
      </Link>
      {placeGroups.map((group) => (
        <div key={group.title}>
          <h2 className={classNames('px-2 pt-3.5 pb-1 font-medium text-note text-text3', labelClass(folded))}>
            {group.title}
          </h2>
          <span aria-hidden className={classNames('mx-2 my-2 h-px bg-line', folded ? 'block' : 'block desk:hidden')} />
          {group.places.map(itemOf)}
        </div>
      ))}
      <div className="min-h-4 flex-1" />
      {footPlaces.map(itemOf)}
    </nav>
  )
}

/** Seen when the nav is unfolded; always read out. */
const labelClass = (folded: boolean) => (folded ? 'sr-only' : 'max-desk:sr-only')

function NavItem(props: { place: Place; href: string; count: number | undefined; current: boolean; folded: boolean }) {
  const { place, href, count, current, folded } = props
  const shown = count !== undefined && count > 0 ? count : undefined
  return (
    <Link
      href={href}
      title={shown === undefined ? place.label : `${place.label}, ${shown}`}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'flex h-7 items-center gap-2 rounded-control pointer-coarse:h-11',
        folded ? 'justify-center' : 'px-2 max-desk:justify-center',
        current
          ? 'bg-surface font-semibold text-text shadow-[inset_0_0_0_1px_var(--line),inset_2px_0_0_var(--accent)]'
          : 'text-text2 hover:bg-sunken hover:text-text',
      )}
    >
      <Glyph name={place.glyph} />
      <span className={labelClass(folded)}>{place.label}</span>
      {shown === undefined ? null : (
        <span className={classNames('ml-auto font-medium text-small text-text3', labelClass(folded))}>{shown}</span>
      )}
    </Link>
  )
}
