'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

/** Racks this near to the edge count as visible, so that they are drawn before they are seen. */
const MARGIN = '0px 320px'

/**
 * Which racks of a row are in view, by code. `observe` is the ref of each rack's place, which carries `data-rack`.
 * `initially` is what is drawn before the browser has said anything.
 */
export function useVisibleRacks(initially: readonly string[]) {
  const [visible, setVisible] = useState<ReadonlySet<string>>(() => new Set(initially))
  const places = useRef(new Set<Element>())
  const observer = useRef<IntersectionObserver | null>(null)

  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) =>
        setVisible((now) => {
          const next = new Set(now)
          for (const entry of entries) {
            const code = entry.target instanceof HTMLElement ? entry.target.dataset.rack : undefined
            if (code === undefined) continue
            if (entry.isIntersecting) next.add(code)
            else next.delete(code)
          }
          return next
        }),
      { rootMargin: MARGIN },
    )
    observer.current = watch
    for (const place of places.current) watch.observe(place)
    return () => {
      watch.disconnect()
      observer.current = null
    }
  }, [])

  const observe = useCallback((place: Element | null) => {
    if (place === null) return
    places.current.add(place)
    observer.current?.observe(place)
    return () => {
      places.current.delete(place)
      observer.current?.unobserve(place)
    }
  }, [])

  return { visible, observe }
}
