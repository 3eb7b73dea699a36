'use client'

import type { KeyboardEvent, ReactNode } from 'react'

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, count) => count - 1,
}

/** Walks the row links inside it with the arrow keys, Home and End. */
export function TableKeys({ children }: { children: ReactNode }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key]
    if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('[data-row-link]')) return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')]
    event.preventDefault()
    links[step(links.indexOf(event.target), links.length)]?.focus()
  }
  // The links are the controls; this only hears their keys.
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a listener for the rows' links, no control of its own
    <div onKeyDown={onKeyDown}>{children}</div>
  )
}
