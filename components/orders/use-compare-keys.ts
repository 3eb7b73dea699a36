'use client'

import { useEffect, useRef } from 'react'
import { pressed } from '@/lib/client/shortcuts'
import type { Objective } from '@/lib/domain/planning/plan'
import { COMPARE_RADIOS } from './compare-table'

const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=radio]),textarea,select,[contenteditable=true],[role=dialog],[role=menu]') !== null

/** Where Enter is the element's own. */
const hasOwnEnter = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('a,button,summary') !== null

/** Figures choose a plan from anywhere on the page but where one types, and Enter goes on with it. Arrows are the radio's own. */
export function useCompareKeys(keys: {
  objectives: readonly Objective[]
  onChoose: (objective: Objective) => void
  onContinue: (() => void) | null
}): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isElsewhere(event.target)) return
      if (pressed(event, 'compare-continue')) {
        if (event.repeat || hasOwnEnter(event.target)) return
        event.preventDefault()
        current.current.onContinue?.()
        return
      }
      const objective = pressed(event, 'compare-choose') ? current.current.objectives[Number(event.key) - 1] : undefined
      if (objective === undefined) return
      current.current.onChoose(objective)
      const radio = `input[name=${COMPARE_RADIOS}][value=${objective}]`
      document.querySelector<HTMLInputElement>(radio)?.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
