'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Dialog } from '@/components/ui/dialog'
import { Glyph } from '@/components/ui/glyph'
import type { NavCounts } from './app-nav'
import { footPlaces, type Place, placeGroups, placeOf, tabPlaces } from './places'
import { type DatacenterChoice, useScope, useScopeHref } from './scope'
import { withScope } from './scope-href'

const tabClass = (current: boolean) =>
  classNames(
    'relative flex flex-1 flex-col items-center justify-center gap-[3px] text-[12px] leading-[14px]',
    current
      ? 'font-semibold text-accent-text before:absolute before:top-0 before:h-0.5 before:w-11 before:bg-accent'
      : 'text-text2',
  )

/** A phone's nav: Scan, Racks, Tickets for the thumb, everything else under More. */
export function TabBar({ counts, datacenters }: { counts: NavCounts; datacenters: readonly DatacenterChoice[] }) {
  const here = placeOf(usePathname())
  const scope = useScope()
  const elsewhere = here !== undefined && !tabPlaces.includes(here)
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 flex h-(--shell-foot) border-line border-t bg-canvas pb-[env(safe-area-inset-bottom)] tab:hidden print:hidden"
    >
      {tabPlaces.map((place) => (
        <Link
          key={place.href}
          href={withScope(place.href, scope)}
          aria-current={place === here ? 'page' : undefined}
          className={tabClass(place === here)}
        >
          <Glyph name={place.glyph} size={16} />
          {place.label}
        </Link>
      ))}
      <More counts={counts} datacenters={datacenters} current={elsewhere} />
    </nav>
  )
}

function More(props: { counts: NavCounts; datacenters: readonly DatacenterChoice[]; current: boolean }) {
  const { counts, datacenters, current } = props
  const [open, setOpen] = useState(false)
  const scope = useScope()
  const close = () => setOpen(false)
  const places = [...placeGroups.flatMap((group) => group.places), ...footPlaces]
  const rest = places.filter((place) => !tabPlaces.includes(place))
  return (
    <Dialog
      title="More"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={tabClass(current)}>
          <Glyph name="more" size={16} />
          More
        </button>
      }
    >
      <ul className="-mx-4 -mt-3">
        {rest.map((place) => (
          <MoreItem key={place.href} place={place} href={withScope(place.href, scope)} counts={counts} onOpen={close} />
        ))}
      </ul>
      <ScopeChoice datacenters={datacenters} onChosen={close} />
    </Dialog>
  )
}

function MoreItem(props: { place: Place; href: string; counts: NavCounts; onOpen: () => void }) {
  const { place, href, counts, onOpen } = props
  const count = place.count === undefined ? undefined : counts[place.count]
  return (
    <li className="border-line border-b">
      <Link href={href} onClick={onOpen} className="flex min-h-12 items-center gap-3 px-4">
        <Glyph name={place.glyph} size={16} className="text-text2" />
        {place.label}
        {count === undefined || count === 0 ? null : <span className="ml-auto text-text3">{count}</span>}
      </Link>
    </li>
  )
}

function ScopeChoice({ datacenters, onChosen }: { datacenters: readonly DatacenterChoice[]; onChosen: () => void }) {
  const scope = useScope()
  const hrefOf = useScopeHref()
  const choices = [{ code: null, label: 'All' }, ...datacenters.map(({ code }) => ({ code, label: code }))]
  return (
    <div className="pt-3 pb-1">
      <p className="mb-2 text-text2 text-title">Datacenter</p>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ code, label }) => (
          <Link
            key={label}
            href={hrefOf(code)}
            onClick={onChosen}
            aria-current={scope === code ? 'true' : undefined}
            className={classNames(
              'inline-flex h-11 items-center rounded-overlay border px-4 font-medium',
              scope === code ? 'border-text bg-text text-surface' : 'border-line2 bg-surface text-text2',
            )}
          >
            {label}
          </Link>
        ))}
      </div>
    </div>
  )
}
