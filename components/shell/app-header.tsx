'use client'

import Link from 'next/link'
import { useSyncExternalStore } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { KeyHint } from '@/components/ui/key-hint'
import { CrumbTrail, useBackHref } from './crumbs'
import { HEADER_ACTIONS_ID } from './header-actions'
import { LeavingLine } from './leaving-line'
import { LiveMark } from './live-mark'
import { PersonMenu, type ShellPerson } from './person-menu'
import type { DatacenterChoice } from './scope'
import { ScopeMenu } from './scope-menu'
import { UtcClock } from './utc-clock'

/** 44 px: path, datacenter, find, live, time, person. On a phone: name and way back, live, find, person. */
export function AppHeader(props: {
  person: ShellPerson
  datacenters: readonly DatacenterChoice[]
  openPalette: () => void
  showKeys: () => void
}) {
  const { person, datacenters, openPalette, showKeys } = props
  const back = useBackHref()
  return (
    <header className="sticky top-0 z-20 flex h-(--shell-head) flex-none items-center gap-2.5 border-line border-b bg-canvas px-4 max-tab:gap-1.5 max-tab:bg-surface max-tab:pr-1 print:hidden">
      {back === null ? null : (
        <Link href={back} aria-label="Back" className="-ml-3 grid size-11 flex-none place-items-center tab:hidden">
          <Glyph name="left" size={16} />
        </Link>
      )}
      <CrumbTrail />
      <span className="ml-1.5 flex tab:hidden">
        <LiveMark />
      </span>
      <div className="flex-1" />
      <div id={HEADER_ACTIONS_ID} className="flex flex-none items-center gap-2 empty:hidden" />
      <span className="hidden tab:flex">
        <ScopeMenu datacenters={datacenters} />
      </span>
      <FindBox onOpen={openPalette} />
      <span className="hidden tab:flex">
        <LiveMark />
      </span>
      <UtcClock />
      <PersonMenu person={person} showKeys={showKeys} />
      <LeavingLine />
    </header>
  )
}

function FindBox({ onOpen }: { onOpen: () => void }) {
  const keys = useSyncExternalStore(
    () => () => {},
    () => (/mac|iphone|ipad/i.test(navigator.platform) ? '⌘K' : 'Ctrl K'),
    () => '⌘K',
  )
  return (
    <>
      <button
        type="button"
        onClick={onOpen}
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-7 w-[268px] min-w-36 items-center gap-2 rounded-control border border-line2 bg-surface pr-1.5 pl-2 text-left text-text3 hover:border-control max-desk:w-52 max-tab:hidden pointer-coarse:h-9"
      >
        <Glyph name="search" />
        <span className="min-w-0 flex-1 truncate">Barcode, rack, order, ticket</span>
        <KeyHint>{keys}</KeyHint>
      </button>
      <button
        type="button"
        onClick={onOpen}
        aria-label="Find a barcode, rack, order or ticket"
        className="grid size-11 flex-none place-items-center text-text2 tab:hidden"
      >
        <Glyph name="search" size={16} />
      </button>
    </>
  )
}
