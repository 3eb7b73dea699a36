'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { replaceQuery } from '@/lib/client/page-address'
import { readPlace, type ScanPlace, scanHref } from './scan-place'

/**
 * The place of scans. It lives in the URL, and is written there beside the router: the page is the same for every place, a
 * hand scanner is faster than a request, and without network there is none. `current` is true also between two renders.
 */
export function useScanPlace() {
  const search = useSearchParams()
  const datacenter = search.get('datacenter')
  const inUrl = scanHref(readPlace(search), datacenter)
  const [place, show] = useState(() => readPlace(search))
  const latest = useRef(place)

  const setPlace = useCallback(
    (next: ScanPlace | null) => {
      latest.current = next
      show(next)
      replaceQuery(withView(scanHref(next, datacenter)))
    },
    [datacenter],
  )
  // Back, forward and links change the URL by themselves: then the place follows it. The hook's word may be an older one.
  useEffect(() => {
    const now = readPlace(new URLSearchParams(window.location.search))
    if (inUrl === '' || scanHref(latest.current, datacenter) === scanHref(now, datacenter)) return
    latest.current = now
    show(now)
  }, [inUrl, datacenter])

  const current = useCallback(() => latest.current, [])
  return { place, setPlace, current }
}

/** The part of the page that is looked at stays: a line of the batch may be placed from there. */
function withView(href: string): string {
  const now = new URLSearchParams(window.location.search)
  const [path = href, query = ''] = href.split('?')
  const params = new URLSearchParams(query)
  for (const name of ['view', 'part']) {
    const value = now.get(name)
    if (value !== null) params.set(name, value)
  }
  return params.size === 0 ? path : `${path}?${params}`
}
