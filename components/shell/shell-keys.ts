'use client'

import { useEffect } from 'react'

export interface ShellKeys {
  togglePalette: () => void
  openPalette: () => void
  toggleNav: () => void
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input,textarea,select,[contenteditable=true],[role=dialog]') !== null

/** ⌘K or Ctrl K opens the palette from anywhere; `/` goes to the page's own search box, or the palette; `[` folds the nav. */
export function useShellKeys({ togglePalette, openPalette, toggleNav }: ShellKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        togglePalette()
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      if (event.key === '/') {
        event.preventDefault()
        const own = document.querySelector<HTMLInputElement>('[data-page-search]')
        if (own === null) openPalette()
        else own.focus()
      } else if (event.key === '[') {
        toggleNav()
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [togglePalette, openPalette, toggleNav])
}
