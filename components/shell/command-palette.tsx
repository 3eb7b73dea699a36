'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { KeyHint } from '@/components/ui/key-hint'
import { problemOf } from '@/lib/client/problem'
import { type SearchItem, searchOptions } from '@/lib/client/search'
import { actionGroup, exactMatch, paletteGroups } from './palette-entries'
import { PaletteRows } from './palette-rows'
import { useScope } from './scope'

const none: readonly SearchItem[] = []

/** Finds any barcode, rack, order, ticket, part or page, and what can be done with it. A hand scanner may type into it. */
export function CommandPalette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-24 left-1/2 z-50 w-[640px] max-w-[calc(100vw-16px)] animate-fade overflow-hidden rounded-overlay border border-line2 bg-raised shadow-float [--gx:var(--raised)] max-tab:top-2"
        >
          <Dialog.Title className="sr-only">Find</Dialog.Title>
          <PaletteBody onLeave={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteBody({ onLeave }: { onLeave: () => void }) {
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const text = typed.trim()
  const { items, settled, problem } = useMatches(text)
  const scope = useScope()
  const groups = paletteGroups(items, text, scope)
  const matches = groups.flatMap((group) => group.entries)
  // The chosen one, or the first when what was chosen is no longer listed. An action keeps its match chosen.
  const match = matches.find((entry) => chosen === entry.id || chosen.startsWith(`action:${entry.id}:`)) ?? matches[0]
  const actions = actionGroup(match)
  const entries = [...matches, ...(actions?.entries ?? [])]
  const current = entries.find((entry) => entry.id === chosen) ?? match

  const go = (href: string | null) => {
    if (href === null) return
    onLeave()
    router.push(href)
  }
  const waitForEnter = useEnterAhead(text, items, settled, go)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !settled) {
      event.preventDefault()
      waitForEnter()
    }
    const first = actions?.entries[0]
    if (event.key === 'Tab' && !event.shiftKey && first !== undefined) {
      event.preventDefault()
      setChosen(first.id)
    }
  }

  return (
    <Command
      shouldFilter={false}
      loop
      label="Find"
      value={current?.id ?? ''}
      onValueChange={setChosen}
      onKeyDown={onKeyDown}
    >
      <div className="flex h-12 items-center gap-2.5 border-line border-b px-3.5">
        <Glyph name="search" size={16} />
        <Command.Input
          autoFocus
          value={typed}
          onValueChange={setTyped}
          placeholder="Barcode, rack, order, ticket or page"
          className="mono min-w-0 flex-1 bg-transparent text-heading caret-accent outline-none placeholder:font-sans"
        />
        <KeyHint>Esc</KeyHint>
      </div>
      <Command.List className="max-h-[min(440px,60dvh)] overflow-y-auto pb-1.5">
        {problem === null ? null : (
          <p role="alert" className="flex items-center gap-2 px-3.5 pt-2.5 text-fail-x">
            <Glyph name="diamond-x" /> {problem.title}. {problem.detail}
          </p>
        )}
        {groups.map((group) => (
          <PaletteRows key={group.title} group={group} text={text} currentId={current?.id} onGo={go} />
        ))}
        {actions === null ? null : <PaletteRows group={actions} text="" currentId={current?.id} onGo={go} />}
        {entries.length === 0 && problem === null ? (
          <p className="px-3.5 py-3 text-text2">
            {settled ? (
              <>
                Nothing has <span className="mono">{text}</span> in its code or name.
              </>
            ) : (
              'Looking…'
            )}
          </p>
        ) : null}
      </Command.List>
      <PaletteFoot hasActions={actions !== null} />
    </Command>
  )
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

/** A scanner sends Enter before the answer is here: remember it, and go to the exact match when it comes. */
function useEnterAhead(
  text: string,
  items: readonly SearchItem[],
  settled: boolean,
  go: (href: string | null) => void,
) {
  const [awaited, setAwaited] = useState<string | null>(null)
  useEffect(() => {
    if (awaited === null || !settled) return
    setAwaited(null)
    if (awaited === text) go(exactMatch(items, text)?.href ?? null)
  }, [awaited, settled, text, items, go])
  return () => setAwaited(text)
}

function PaletteFoot({ hasActions }: { hasActions: boolean }) {
  return (
    <div className="flex gap-4 border-line border-t bg-canvas px-3.5 py-[9px] text-small text-text3 max-tab:hidden">
      <span>
        <KeyHint>↑</KeyHint> <KeyHint>↓</KeyHint> choose
      </span>
      <span>
        <KeyHint>Enter</KeyHint> open
      </span>
      {hasActions ? (
        <span>
          <KeyHint>Tab</KeyHint> its actions
        </span>
      ) : null}
      <span className="ml-auto">scan works here too</span>
    </div>
  )
}
