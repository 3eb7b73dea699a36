'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { replaceQuery } from '@/lib/client/page-address'

/**
 * One word of the URL's query, such as the chosen card. Changing it asks the server for nothing, and shows at once: the
 * router learns of the new URL only after the refreshes that it is busy with.
 */
export function useUrlWord(name: string): [string | null, (value: string | null) => void] {
  const path = usePathname()
  const fromUrl = useSearchParams().get(name)
  const [word, setWord] = useState(fromUrl)
  /** What we wrote and the router has not told back yet; anything else that it tells is a navigation. */
  const written = useRef<(string | null)[]>([])

  useEffect(() => {
    const at = written.current.lastIndexOf(fromUrl)
    if (at >= 0) written.current = written.current.slice(at + 1)
    else if (written.current.length === 0) setWord(fromUrl)
  }, [fromUrl])

  const set = useCallback(
    (value: string | null) => {
      setWord(value)
      const next = new URLSearchParams(window.location.search)
      if (next.get(name) === value) return
      written.current.push(value)
      if (value === null) next.delete(name)
      else next.set(name, value)
      const text = next.toString()
      replaceQuery(text === '' ? path : `${path}?${text}`)
    },
    [name, path],
  )
  return [word, set]
}
