'use client'

import { type ReactNode, useRef } from 'react'
import type { SharedEdit } from '@/lib/client/use-shared-edit'
import type { Fields, Value } from '@/lib/domain/edits/merge'
import { Button } from './button'
import { DialogFooter } from './dialog'
import { Glyph } from './glyph'
import { Time } from './time'

const inWords = (value: Value): string =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
    ? 'nothing'
    : Array.isArray(value)
      ? value.join(', ')
      : String(value)

const firstName = (name: string) => name.split(' ')[0]

/**
 * A field of a shared edit, and under it what others did to it meanwhile: taken over, with who did it; or, where both changed it,
 * both values and the choice.
 */
export function MergeField<T extends Fields>(props: {
  edit: SharedEdit<T>
  name: keyof T & string
  /** A value as this form shows it. */
  show?: (value: Value) => string
  children: ReactNode
}) {
  const { edit, name, show = inWords, children } = props
  const merge = edit.mergeOf(name)
  const who = merge?.by ?? 'Somebody else'
  const field = useRef<HTMLDivElement>(null)
  // The pressed button goes with the question: the focus stays with the field that it was about.
  const settle = (which: 'mine' | 'theirs') => {
    edit.choose(name, which)
    field.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
  }
  const when = merge?.at === undefined ? null : <Time at={merge.at} look="ago" />
  const editors = edit.editorsOf(name)
  return (
    <div ref={field} className="relative flex min-w-0 flex-col gap-1" data-field={name} data-merge={merge?.kind}>
      {children}
      {/* Beside the label: whoever walks through their form moves nothing in this one. */}
      <span
        role="status"
        title={editors.join(', ')}
        className="absolute top-0 right-0 max-w-[55%] truncate text-accent-text text-small empty:hidden"
      >
        {editors.length === 0 ? null : (
          <>
            <Glyph name="person" size={12} className="mr-1 inline align-[-1px]" />
            {editors.map(firstName).join(', ')} {editors.length === 1 ? 'edits' : 'edit'} this
          </>
        )}
      </span>
      <div role="status" className="empty:hidden">
        {merge === null ? null : merge.kind === 'taken' ? (
          <p className="t-work flex items-center gap-1.5 text-small text-x">
            <Glyph name="person" size={12} />
            <span>
              Changed by {who}
              {when === null ? null : <>, {when}</>}
            </span>
          </p>
        ) : (
          <div className="t-warn rounded-control bg-b px-2.5 py-2 text-small [--gx:var(--b)]">
            <p className="flex gap-1.5">
              <Glyph name="triangle" className="mt-px text-x" />
              <span className="min-w-0 break-words">
                {who} changed this to <b>{show(merge.theirs)}</b>
                {when === null ? null : <>, {when}</>}. Yours is <b>{show(edit.values[name] ?? null)}</b>.
              </span>
            </p>
            <div className="mt-1.5 flex flex-wrap gap-2">
              <Button onClick={() => settle('mine')}>Keep mine</Button>
              <Button onClick={() => settle('theirs')}>Take theirs</Button>
            </div>
          </div>
        )}
      </div>
    </div>
  )
}

/** The buttons of such a form: it is saved once nothing is left to choose. */
export function MergeFooter<T extends Fields>(props: {
  edit: SharedEdit<T>
  busy: boolean
  /** Something else is to be sent too. */
  more?: boolean
  onClose: () => void
}) {
  const { edit, busy, more = false, onClose } = props
  const reason = edit.hasClash
    ? 'choose what is to stand first'
    : edit.isChanged || more
      ? null
      : 'nothing is changed yet'
  return (
    <DialogFooter>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" look="primary" busy={busy} disabledReason={reason} reasonAt="before">
        Save
      </Button>
    </DialogFooter>
  )
}
