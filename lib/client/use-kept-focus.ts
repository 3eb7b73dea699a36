'use client'

import { useEffect } from 'react'

/** So long a dialog or a page that took the focused thing away may put the focus where it wants it. */
const PATIENCE_MS = 80
/** So many places are remembered: more than a person walks through in the longest dialog. */
const REMEMBERED = 80

/**
 * Whoever uses the keyboard goes on from where they were, when what had the focus is taken away: a row that is gone, a filter's
 * chip, a panel, a dialog that a menu opened. The focus goes to the last place before that is still there, or to the page.
 * The mouse's focus is left alone: there nobody would see it, and a touch screen's keyboard would open.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const places: (HTMLElement | SVGElement)[] = []
    let byKeys = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement || target instanceof SVGElement)) return
      byKeys = target.matches(':focus-visible')
      const before = places.indexOf(target)
      if (before >= 0) places.splice(before, 1)
      places.push(target)
      if (places.length > REMEMBERED) places.shift()
    }
    const giveBack = () => {
      if (document.activeElement !== document.body) return
      const place = places.findLast((one) => one.isConnected && one.closest('main') !== null && one.checkVisibility())
      const to = place ?? document.querySelector<HTMLElement>('#main')
      to?.focus({ preventScroll: place === undefined })
    }
    const look = () => {
      if (!byKeys || document.activeElement !== document.body || places.at(-1)?.isConnected !== false) return
      clearTimeout(timer)
      timer = setTimeout(giveBack, PATIENCE_MS)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', remember)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener('focusin', remember)
    }
  }, [])
}
