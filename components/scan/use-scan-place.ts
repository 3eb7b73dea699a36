'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { readPlace, type ScanPlace, scanHref } from './scan-place'

/**
 * The place of the URL. `current` knows a change at once, where the page learns of it a moment later: the next scan of a
 * hand scanner may already be there.
 */
export function useScanPlace() {
  const search = useSearchParams()
  const place = useMemo(() => readPlace(search), [search])
  const latest = useRef(place)
  useEffect(() => {
    latest.current = place
  }, [place])
  const setPlace = useCallback((next: ScanPlace | null) => {
    latest.current = next
    window.history.replaceState(null, '', scanHref(next))
  }, [])
  const current = useCallback(() => latest.current, [])
  return { place, setPlace, current }
}
