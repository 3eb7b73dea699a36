'use client'

import { useEffect, useState } from 'react'
import type { SearchItem } from '@/lib/client/search'
import { exactMatch } from './palette-entries'

/** A scanner sends Enter before the answer is here: remember it, and go to the exact match when it comes. */
export function useEnterAhead(
  text: string,
  items: readonly SearchItem[],
  settled: boolean,
  go: (href: string) => void,
): () => void {
  const [awaited, setAwaited] = useState<string | null>(null)
  useEffect(() => {
    if (awaited === null || !settled) return
    setAwaited(null)
    const match = awaited === text ? exactMatch(items, text) : undefined
    if (match !== undefined) go(match.href)
  }, [awaited, settled, text, items, go])
  return () => setAwaited(text)
}
