'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** The chosen card, in the URL as `ticket`; changed without asking the server for the page again. */
export function useUrlWord(name: string): [string | null, (value: string | null) => void] {
  const path = usePathname()
  const params = useSearchParams()
  const set = useCallback(
    (value: string | null) => {
      const next = new URLSearchParams(window.location.search)
      if (next.get(name) === value) return
      if (value === null) next.delete(name)
      else next.set(name, value)
      const text = next.toString()
      window.history.replaceState(null, '', text === '' ? path : `${path}?${text}`)
    },
    [name, path],
  )
  return [params.get(name), set]
}
