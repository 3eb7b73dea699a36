'use client'

import { Command } from 'cmdk'
import { classNames } from '@/components/ui/class-names'
import { marked } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { AnyStateMark } from '@/components/ui/state-mark'
import type { PaletteEntry, PaletteGroup } from './palette-entries'

/** One kind of match under its heading; the part that matched is marked. */
export function PaletteRows(props: {
  group: PaletteGroup
  text: string
  currentId: string | undefined
  onRun: (entry: PaletteEntry) => void
}) {
  const { group, text, currentId, onRun } = props
  return (
    <Command.Group
      heading={group.title}
      className="**:[[cmdk-group-heading]]:px-3.5 **:[[cmdk-group-heading]]:pt-[9px] **:[[cmdk-group-heading]]:pb-[3px] **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-note **:[[cmdk-group-heading]]:text-text3"
    >
      {group.entries.map((entry) => (
        <PaletteRow key={entry.id} entry={entry} text={text} current={entry.id === currentId} onRun={onRun} />
      ))}
    </Command.Group>
  )
}

function PaletteRow(props: {
  entry: PaletteEntry
  text: string
  current: boolean
  onRun: (entry: PaletteEntry) => void
}) {
  const { entry, text, current, onRun } = props
  const locked = entry.disabledReason !== null
  return (
    <Command.Item
      value={entry.id}
      onSelect={() => onRun(entry)}
      className={classNames(
        'flex min-h-8 cursor-pointer items-center gap-2.5 px-3.5 glove:min-h-12',
        current && 'bg-accent-tint shadow-[inset_2px_0_0_var(--accent)] [--gx:var(--accent-tint)]',
        locked && 'cursor-not-allowed text-text3',
      )}
    >
      <Glyph name={entry.glyph} />
      <span className="min-w-0 truncate">
        {entry.code === null ? null : <span className="mono mr-1.5 font-medium">{marked(entry.code, text)} </span>}
        {entry.code === null ? marked(entry.title, text) : entry.title}
      </span>
      <span className="flex-1" />
      {locked ? (
        <span className="inline-flex min-w-0 items-center gap-1.5 text-right text-small">
          <Glyph name="lock" />
          <span className="sr-only">Not now: </span>
          <span className="min-w-0 text-pretty">{entry.disabledReason}</span>
        </span>
      ) : entry.state === null ? null : (
        <AnyStateMark kind={entry.kind} state={entry.state} />
      )}
    </Command.Item>
  )
}
