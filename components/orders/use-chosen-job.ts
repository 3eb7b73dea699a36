'use client'

import { useEffect, useRef, useState } from 'react'
import { pressed } from '@/lib/client/shortcuts'
import { useGo } from '@/lib/client/use-go'

/** Where keys are somebody else's. */
const ELSEWHERE = 'input,textarea,select,[contenteditable=true],[role=dialog],[role=menu],[role=radio]'
/** Rows walked past are not asked of the server: the URL follows where the walk ends. */
const SETTLE_MS = 150

export const rowId = (job: string) => `job-row-${job}`

/**
 * The chosen job of a list. Arrow keys choose the next one, Enter opens its page, Esc lets go. Keys act at once; the URL,
 * through Next's router, follows.
 */
export function useChosenJob(input: {
  chosen: string | null
  ids: readonly string[]
  hrefOf: (job: string | null) => string
  pageOf: (job: string) => string
}): string | null {
  const go = useGo()
  const [chosen, setChosen] = useState(input.chosen)
  // A page may have two lists: what is chosen in the other is none of this one's.
  const at = chosen !== null && input.ids.includes(chosen) ? chosen : null
  const current = useRef({ ...input, at })
  current.current = { ...input, at }
  useEffect(() => setChosen(input.chosen), [input.chosen])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const choose = (job: string | null) => {
      setChosen(job)
      clearTimeout(timer)
      timer = setTimeout(() => go(current.current.hrefOf(job), { scroll: false, replace: true }), SETTLE_MS)
      if (job !== null) document.getElementById(rowId(job))?.focus()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.defaultPrevented) return
      if (!(target instanceof HTMLElement) || target.closest(ELSEWHERE) !== null) return
      const { ids, at, pageOf } = current.current
      const focused = ids.findIndex((id) => target.id === rowId(id))
      const onRow = focused >= 0
      // On any other link or button, keys are its own.
      if (!onRow && target.closest('a,button') !== null) return
      // What is chosen follows the focus a moment later: a quick second press counts from the row that has it.
      const index = onRow || at === null ? focused : ids.indexOf(at)
      if (pressed(event, 'job-leave') && at !== null) choose(null)
      else if (pressed(event, 'job-open') && at !== null && (!onRow || target.id === rowId(at))) go(pageOf(at))
      else if (pressed(event, 'job-next') && (onRow || at !== null))
        choose(ids[Math.min(index + 1, ids.length - 1)] ?? null)
      else if (pressed(event, 'job-previous') && (onRow || at !== null)) choose(ids[Math.max(index - 1, 0)] ?? null)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      clearTimeout(timer)
    }
  }, [go])
  return at
}
