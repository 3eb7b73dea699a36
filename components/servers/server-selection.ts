'use client'

import { useCallback, useMemo, useState } from 'react'
import type { TableSelection } from '@/components/ui/table-select'
import { replaceQuery } from '@/lib/client/page-address'
import { MOST_PICKED, type Picks, withPicks } from './server-picks'

export interface ServerSelection extends TableSelection {
  /** All that the filter leaves, whatever their number. */
  all: boolean
  picked: readonly string[]
  pickAll: () => void
  clear: () => void
  /** The list's address with what is chosen: for another page of the same list. */
  keepIn: (href: string) => string
}

/** What is chosen of the list. It lives in the address, so that it survives a reload and the way to the next page and back. */
export function useServerSelection(first: Picks): ServerSelection {
  const [chosen, setChosen] = useState(first)
  const choose = useCallback((next: Picks) => {
    setChosen(next)
    replaceQuery(withPicks(window.location.pathname + window.location.search, next))
  }, [])
  return useMemo(() => {
    const { all, picked } = chosen
    const set = (keys: readonly string[], on: boolean) => {
      const others = picked.filter((key) => !keys.includes(key))
      choose({ all: false, picked: (on ? [...others, ...keys] : others).slice(0, MOST_PICKED) })
    }
    return {
      all,
      picked,
      fixed: all,
      has: (key) => all || picked.includes(key),
      toggle: (key) => set([key], !picked.includes(key)),
      set,
      pickAll: () => choose({ all: true, picked: [] }),
      clear: () => choose({ all: false, picked: [] }),
      keepIn: (href) => withPicks(href, chosen),
    }
  }, [chosen, choose])
}
