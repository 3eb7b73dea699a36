'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useRef, useState } from 'react'
import { modelQuery, serverQuery } from '@/components/servers/server-queries'
import { replaceQuery } from '@/lib/client/page-address'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { type Carried, carriedFromRack, carriedFromServer } from './drag-carried'

/**
 * What was picked up to be placed stands in the address (`moving`): it stays in the hand from rack to rack and after a reload. Where
 * it stands is always read afresh, as somebody else may move it meanwhile.
 */
export function useHand(elevation: ElevationView): {
  inHand: Carried | null
  take: (carried: Carried) => void
  empty: () => void
} {
  const search = useSearchParams()
  const path = usePathname()
  const [taken, setTaken] = useState<Carried | null>(null)
  const shown = search.get('moving') ?? undefined
  // What was written a moment ago, until Next's own copy of the address has it: the next key may come before that.
  const [written, setWritten] = useState<{ over: string | undefined; moving: string | undefined } | null>(null)
  if (written !== null && written.over !== shown) setWritten(null)
  const latest = useRef(shown)
  latest.current = shown
  const moving = written !== null && written.over === shown ? written.moving : shown
  const standing = elevation.servers.find((server) => server.barcode === moving)
  const asked = useQuery({ ...serverQuery(moving ?? ''), enabled: moving !== undefined && standing === undefined })
  const slug = asked.data?.model
  const model = useQuery({ ...modelQuery(slug ?? ''), enabled: slug !== undefined })

  const write = (barcode: string | undefined) => {
    const params = new URLSearchParams(window.location.search)
    params.delete('server')
    params.delete('moving')
    if (barcode !== undefined) params.set('moving', barcode)
    const over = latest.current
    setWritten(over === barcode ? null : { over, moving: barcode })
    const query = params.toString()
    replaceQuery(query === '' ? path : `${path}?${query}`)
  }
  const inHand = () => {
    if (moving === undefined) return null
    if (standing !== undefined) return carriedFromRack(standing, elevation.rack.code)
    if (asked.data !== undefined) return carriedFromServer(asked.data, model.data)
    return taken?.barcode === moving ? taken : null
  }
  return {
    inHand: inHand(),
    take: (carried) => {
      setTaken(carried)
      write(carried.barcode)
    },
    empty: () => {
      if (moving !== undefined) write(undefined)
    },
  }
}
