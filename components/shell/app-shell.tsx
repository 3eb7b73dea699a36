'use client'

import dynamic from 'next/dynamic'
import { Activity, type ReactNode, useCallback, useState } from 'react'
import { useKeptFocus } from '@/lib/client/use-kept-focus'
import { AppHeader } from './app-header'
import { AppNav, type NavCounts } from './app-nav'
import { CrumbsProvider, ShellTitle } from './crumbs'
import { MissingCode } from './missing-code'
import type { PaletteLocks } from './palette-intents'
import type { ShellPerson } from './person-menu'
import { keepNavFolded } from './preferences'
import type { DatacenterChoice } from './scope'
import { useShellKeys } from './shell-keys'
import { TabBar } from './tab-bar'

/** Only fetched when it is first opened. */
const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), {
  ssr: false,
})

/** The same. */
const KeysDialog = dynamic(() => import('./keys-dialog').then((module) => module.KeysDialog), { ssr: false })

/** The same, after the page: it only tells of what was begun before. */
const ChangeEnds = dynamic(() => import('../bulk-changes/change-ends').then((module) => module.ChangeEnds), {
  ssr: false,
})

/**
 * Around every signed-in page: nav, header, tab bar on a phone, palette. The page scrolls, not a part of it; `--shell-head` and
 * `--shell-foot` are what the shell takes of its height. Needs QueryProvider and LiveUpdates around it.
 */
export function AppShell(props: {
  person: ShellPerson
  datacenters: readonly DatacenterChoice[]
  /** Live work beside the nav's places; the layout reads them, each refresh renews them. */
  counts?: NavCounts | undefined
  /** From the cookie NAV_COOKIE: `'folded'`. */
  navFolded?: boolean | undefined
  /** What this person may not do from the palette. */
  locks: PaletteLocks
  children: ReactNode
}) {
  const { person, datacenters, counts = {}, navFolded = false, locks, children } = props
  const [folded, setFolded] = useState(navFolded)
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never')
  const openPalette = useCallback(() => setPalette('open'), [])
  const togglePalette = useCallback(() => setPalette((now) => (now === 'open' ? 'closed' : 'open')), [])
  const [keys, setKeys] = useState(false)
  const showKeys = useCallback(() => setKeys(true), [])
  const toggleNav = useCallback(() => {
    setFolded(!folded)
    keepNavFolded(!folded)
  }, [folded])
  useKeptFocus()
  useShellKeys({ togglePalette, openPalette, toggleNav, showKeys })

  return (
    <CrumbsProvider>
      <ShellTitle />
      <a
        href="#main"
        className="-translate-y-16 fixed top-2 left-2 z-50 rounded-control border border-line2 bg-raised px-3 py-2 font-medium focus:translate-y-0 focus:shadow-float"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh">
        <AppNav counts={counts} folded={folded} />
        <div className="flex min-w-0 flex-1 flex-col">
          <AppHeader person={person} datacenters={datacenters} openPalette={openPalette} showKeys={showKeys} />
          <main id="main" tabIndex={-1} className="min-w-0 flex-1 bg-surface pb-(--shell-foot) outline-none print:pb-0">
            {/* Hydrated apart from the shell, and yields to whoever presses something meanwhile. */}
            <Activity>{children}</Activity>
          </main>
        </div>
      </div>
      <TabBar counts={counts} datacenters={datacenters} />
      <MissingCode />
      {palette === 'never' ? null : (
        <CommandPalette
          open={palette === 'open'}
          onOpenChange={(open) => setPalette(open ? 'open' : 'closed')}
          locks={locks}
          showKeys={showKeys}
        />
      )}
      <ChangeEnds />
      {keys ? <KeysDialog onClose={() => setKeys(false)} /> : null}
    </CrumbsProvider>
  )
}
