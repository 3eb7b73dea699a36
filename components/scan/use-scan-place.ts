'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState, useTransition } from 'react'
import { readPlace, type ScanPlace, scanHref } from './scan-place'

/**
 * The place of scans. It lives in the URL, but the screen and the next scan don't wait for the page that goes with it: a
 * hand scanner is faster. `current` is true also between two renders.
 */
export function useScanPlace() {
  const router = useRouter()
  const search = useSearchParams()
  const datacenter = search.get('datacenter')
  const inUrl = scanHref(readPlace(search), datacenter)
  const [place, show] = useState(() => readPlace(search))
  const latest = useRef(place)
  const [writing, start] = useTransition()

  const setPlace = useCallback(
    (next: ScanPlace | null) => {
      latest.current = next
      show(next)
      start(() => router.replace(scanHref(next, datacenter), { scroll: false }))
    },
    [router, datacenter],
  )
  // Back, forward and links change the URL by themselves: then the place follows it.
  useEffect(() => {
    if (writing || scanHref(latest.current, datacenter) === inUrl) return
    latest.current = readPlace(new URLSearchParams(inUrl.split('?')[1] ?? ''))
    show(latest.current)
  }, [inUrl, writing, datacenter])

  const current = useCallback(() => latest.current, [])
  return { place, setPlace, current }
}
