'use client'

import { useEffect, useRef } from 'react'
import { beginsChord, pressed, type ShortcutId, shortcutGroups } from '@/lib/client/shortcuts'
import { useGo } from '@/lib/client/use-go'
import { useScope } from './scope'
import { withScope } from './scope-href'

export interface ShellKeys {
  togglePalette: () => void
  openPalette: () => void
  toggleNav: () => void
  showKeys: () => void
}

/** So long the first key of two waits for the second. */
const CHORD_MS = 1_500
/** A hand scanner types a code faster than this a character; a person does not. */
const BURST_MS = 60

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input,textarea,select,[contenteditable=true],[role=dialog],[role=menu]') !== null

const goes = shortcutGroups.flatMap(({ shortcuts }) =>
  Object.entries(shortcuts).flatMap(([id, { href }]) => (href === undefined ? [] : [{ id: id as ShortcutId, href }])),
)

/** The keys that are heard on every page: see lib/client/shortcuts. */
export function useShellKeys(keys: ShellKeys): void {
  const go = useGo()
  const scope = useScope()
  const current = useRef({ ...keys, go, scope })
  useEffect(() => {
    current.current = { ...keys, go, scope }
  })
  useEffect(() => {
    const chord = new Chord()
    // Before the page's own keys: the second key of two is none of theirs.
    const onCapture = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return chord.forget()
      const after = chord.hear(event)
      const goTo = after === null ? undefined : goes.find(({ id }) => pressed(event, id, after))
      if (after !== null || beginsChord(event)) event.preventDefault()
      if (goTo !== undefined) current.current.go(withScope(goTo.href, current.current.scope))
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const { togglePalette, openPalette, toggleNav, showKeys } = current.current
      if (pressed(event, 'palette')) {
        event.preventDefault()
        togglePalette()
      }
      if (event.defaultPrevented || isTyping(event.target)) return
      if (pressed(event, 'search')) {
        event.preventDefault()
        const own = document.querySelector<HTMLInputElement>('[data-page-search]')
        if (own === null) openPalette()
        else own.focus()
      } else if (pressed(event, 'keys')) showKeys()
      else if (pressed(event, 'fold-nav')) toggleNav()
    }
    window.addEventListener('keydown', onCapture, true)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onCapture, true)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** Two keys, one after the other. */
class Chord {
  private first: { key: string; at: number } | null = null
  private last = Number.NEGATIVE_INFINITY

  /** The key that this one follows, where the two may be a chord; else null, and this may be the first of one. */
  hear(event: KeyboardEvent): string | null {
    const since = event.timeStamp - this.last
    this.last = event.timeStamp
    const first = this.first
    this.first = null
    if (event.repeat || since < BURST_MS) return null
    if (first !== null && event.timeStamp - first.at < CHORD_MS && event.key.length === 1) return first.key
    if (beginsChord(event)) this.first = { key: event.key.toLowerCase(), at: event.timeStamp }
    return null
  }

  forget(): void {
    this.first = null
  }
}
