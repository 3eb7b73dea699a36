'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { pressed, type ShortcutId } from '@/lib/client/shortcuts'

const steps: readonly { id: ShortcutId; to: (index: number, count: number) => number }[] = [
  { id: 'row-next', to: (index, count) => Math.min(index + 1, count - 1) },
  { id: 'row-previous', to: (index) => Math.max(index - 1, 0) },
  { id: 'row-first', to: () => 0 },
  { id: 'row-last', to: (_index, count) => count - 1 },
]

/** Walks the row links inside it with the arrow keys, Home and End; with j and k from anywhere on the page where nothing else hears keys. x chooses the row where rows can be chosen. */
export function TableKeys({ children }: { children: ReactNode }) {
  const table = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent | globalThis.KeyboardEvent, from: HTMLElement | null) => {
    const step = steps.find(({ id }) => pressed(event, id))
    if (step === undefined || table.current === null) return
    const links = [...table.current.querySelectorAll<HTMLElement>('[data-row-link]')]
    event.preventDefault()
    links[step.to(from === null ? -1 : links.indexOf(from), links.length)]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-row-link]')) return
    if (pressed(event, 'row-choose'))
      event.target.closest('tr')?.querySelector<HTMLElement>('[data-row-select]')?.click()
    walk(event, event.target)
  }
  const current = useRef(walk)
  useEffect(() => {
    current.current = walk
  })
  useEffect(() => {
    const fromAnywhere = (event: globalThis.KeyboardEvent) => {
      const onPage =
        event.target === document.body || (event.target instanceof HTMLElement && event.target.id === 'main')
      if (onPage && !event.defaultPrevented && event.key.length === 1) current.current(event, null)
    }
    window.addEventListener('keydown', fromAnywhere)
    return () => window.removeEventListener('keydown', fromAnywhere)
  }, [])
  // The links are the controls; this only hears their keys.
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a listener for the rows' links, no control of its own
    <div ref={table} onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}
