'use client'

import { usePathname, useSearchParams } from 'next/navigation'

export interface DatacenterChoice {
  code: string
  name: string
}

/** The datacenter that the pages are narrowed to, from the URL; null is all. */
export function useScope(): string | null {
  return useSearchParams().get('datacenter')
}

/** Makes the URL of this page in another scope: filters stay, a page of a list starts again. */
export function useScopeHref(): (scope: string | null) => string {
  const path = usePathname()
  const current = useSearchParams()
  return (scope) => {
    const params = new URLSearchParams(current)
    params.delete('cursor')
    if (scope === null) params.delete('datacenter')
    else params.set('datacenter', scope)
    const query = params.toString()
    return query === '' ? path : `${path}?${query}`
  }
}
