'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { problemOf } from '@/lib/client/problem'
import { type SearchItem, searchOptions } from '@/lib/client/search'
import { actionsOn } from './palette-actions'
import { ACTIONS_SIGN, actionsHolding, commandEntries } from './palette-commands'
import { itemEntry, type PaletteEntry, type PaletteGroup, paletteGroups } from './palette-entries'
import type { PaletteLocks } from './palette-intents'
import { recentItems, thingAt } from './palette-recent'
import { useStanding } from './palette-standing'
import { useScope } from './scope'

const none: readonly SearchItem[] = []

/**
 * What the palette lists for what is typed: matches by kind and pages; of the chosen one, or the first, what can be done with it.
 * After `>` actions alone: those on the thing whose page is open, and those that belong to none. With nothing typed what was opened
 * last, and the pages.
 */
export function usePaletteGroups(typed: string, chosen: string, locks: PaletteLocks) {
  const scope = useScope()
  const path = usePathname()
  const onlyActions = typed.startsWith(ACTIONS_SIGN)
  const text = (onlyActions ? typed.slice(ACTIONS_SIGN.length) : typed).trim()
  const { items, settled, problem } = useMatches(onlyActions ? '' : text)
  const [recent] = useState(() => recentItems().filter(({ href }) => href !== path))

  const found: PaletteGroup[] = onlyActions ? [] : paletteGroups(items, text, scope)
  const opened = { title: 'Opened last', entries: recent.map((item) => itemEntry(item, 'recent:')) }
  const matched = typed.trim() === '' && recent.length > 0 ? [opened, ...found] : found
  const matches = matched.flatMap((group) => group.entries)
  // The chosen one, or the first when what was chosen is no longer listed. An action keeps its match chosen.
  const match = matches.find((entry) => chosen === entry.id || isActionOf(entry, chosen)) ?? matches[0]
  const here = thingAt(path)
  const item = onlyActions ? here : (match?.item ?? null)
  const standing = useStanding(item)
  const onThing = item === null ? [] : actionsOn(item, standing, locks)
  const actions = groupOf(item, onlyActions ? actionsHolding(onThing, text) : typed === '' ? [] : onThing)

  const commands = onlyActions
    ? { title: 'Actions', entries: actionsHolding(commandEntries(scope, locks.ticket.open), text) }
    : null
  const groups = onlyActions
    ? [actions, commands].filter((group): group is PaletteGroup => group !== null && group.entries.length > 0)
    : matched
  const shownActions = onlyActions ? null : actions
  const entries = [...groups, ...(shownActions === null ? [] : [shownActions])].flatMap((group) => group.entries)
  const current = entries.find((entry) => entry.id === chosen) ?? (onlyActions ? entries[0] : match)
  return { text, groups, actions: shownActions, entries, current, items, settled, problem }
}

const isActionOf = ({ item }: PaletteEntry, chosen: string) =>
  item !== null && chosen.startsWith(`action:${item.kind}:${item.code}:`)

function groupOf(item: SearchItem | null, entries: readonly PaletteEntry[]): PaletteGroup | null {
  return item === null || entries.length === 0 ? null : { title: `${item.code}, what you can do`, entries }
}

/** Asks the API 100 ms after the last key; settled when what is listed answers what is typed. */
function useMatches(text: string) {
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), text === '' ? 0 : 100)
    return () => clearTimeout(timer)
  }, [text])
  const query = useQuery(searchOptions(asked))
  return {
    items: text === '' ? none : (query.data?.items ?? none),
    settled: text === '' || (asked === text && !query.isPlaceholderData && !query.isPending),
    problem: text !== '' && query.isError ? problemOf(query.error) : null,
  }
}
