'use client'

import { Command } from 'cmdk'
import { type KeyboardEvent, useState } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { KeyHint } from '@/components/ui/key-hint'
import { countOf } from '@/components/ui/numbers'
import { useGo } from '@/lib/client/use-go'
import { ACTIONS_SIGN } from './palette-commands'
import type { PaletteEntry } from './palette-entries'
import type { PaletteIntent, PaletteLocks } from './palette-intents'
import { keepRecent } from './palette-recent'
import { PaletteRows } from './palette-rows'
import { useEnterAhead } from './use-enter-ahead'
import { usePaletteGroups } from './use-palette-groups'

/** Keys by which an entry is chosen by hand. */
const WALKING_KEYS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Tab'])

/** What is typed, what is found, and what can be done with the one that is chosen. */
export function PaletteBody(props: {
  locks: PaletteLocks
  onLeave: () => void
  onIntent: (intent: PaletteIntent) => void
}) {
  const { locks, onLeave, onIntent } = props
  const go = useGo()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  // Whether an entry was chosen by hand since the last letter: Enter then means that one, also before the answer is here.
  const [walked, setWalked] = useState(false)
  const { text, groups, actions, entries, current, items, settled, problem } = usePaletteGroups(typed, chosen, locks)

  const goTo = (href: string) => {
    keepRecent(href)
    onLeave()
    go(href)
  }
  const run = (entry: PaletteEntry | undefined) => {
    if (entry === undefined || entry.disabledReason !== null) return
    if (entry.intent !== null) onIntent(entry.intent)
    else if (entry.href !== null) goTo(entry.href)
  }
  const waitForEnter = useEnterAhead(text, items, settled, goTo)

  const onKeyDown = (event: KeyboardEvent) => {
    if (WALKING_KEYS.has(event.key)) setWalked(true)
    if (event.key === 'Enter' && !settled && !walked) {
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
      <PaletteInput
        typed={typed}
        onType={(text) => {
          setTyped(text)
          setWalked(false)
        }}
      />
      <Command.List className="max-h-[min(440px,60dvh)] overflow-y-auto pb-1.5">
        {problem === null ? null : (
          <p role="alert" className="flex items-center gap-2 px-3.5 pt-2.5 text-fail-x">
            <Glyph name="diamond-x" /> {problem.title}. {problem.detail}
          </p>
        )}
        {groups.map((group) => (
          <PaletteRows key={group.title} group={group} text={text} currentId={current?.id} onRun={run} />
        ))}
        {actions === null ? null : <PaletteRows group={actions} text="" currentId={current?.id} onRun={run} />}
        {entries.length === 0 && problem === null ? <Nothing typed={typed} settled={settled} /> : null}
      </Command.List>
      <p role="status" className="sr-only">
        {settled && typed !== '' ? countOf(entries.length, 'match', 'matches') : ''}
      </p>
      <PaletteFoot hasActions={actions !== null} />
    </Command>
  )
}

function PaletteInput({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  return (
    <div className="flex h-12 items-center gap-2.5 border-line border-b px-3.5">
      <Glyph name="search" size={16} />
      <Command.Input
        autoFocus
        value={typed}
        onValueChange={onType}
        placeholder="Barcode, serial, rack, order, ticket or page"
        className="mono min-w-0 flex-1 bg-transparent text-heading caret-accent outline-none placeholder:font-sans"
      />
      <KeyHint>Esc</KeyHint>
    </div>
  )
}

function Nothing({ typed, settled }: { typed: string; settled: boolean }) {
  const words = typed.replace(ACTIONS_SIGN, '').trim()
  return (
    <p className="px-3.5 py-3 text-text2">
      {!settled ? (
        'Looking…'
      ) : typed.startsWith(ACTIONS_SIGN) ? (
        <>
          No action is called <span className="mono">{words}</span>. Without the {ACTIONS_SIGN} it is looked for in
          codes and names.
        </>
      ) : (
        <>
          Nothing has <span className="mono">{words}</span> in its code, serial or name.
        </>
      )}
    </p>
  )
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
      <span>
        <KeyHint>{ACTIONS_SIGN}</KeyHint> actions only
      </span>
      <span className="ml-auto">scan works here too</span>
    </div>
  )
}
