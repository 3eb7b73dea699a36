'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { orderQuery } from '@/components/orders/order-queries'
import { serverQuery } from '@/components/servers/server-queries'
import { ticketQuery } from '@/components/tickets/ticket-queries'
import type { SearchItem } from '@/lib/client/search'
import type { Standing } from './palette-actions'

/** Walked past with the arrows, a match is not asked for. */
const SETTLE_MS = 120

/** How the chosen thing stands now, read when the choice rests on it; null until then, and of what has no state. */
export function useStanding(item: SearchItem | null): Standing | null {
  const [rested, setRested] = useState<SearchItem | null>(item)
  useEffect(() => {
    const timer = setTimeout(() => setRested(item), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [item])
  const code = rested?.code ?? ''
  const server = useQuery({ ...serverQuery(code), enabled: rested?.kind === 'server' })
  const order = useQuery({ ...orderQuery(code), enabled: rested?.kind === 'order' })
  const ticket = useQuery({ ...ticketQuery(code), enabled: rested?.kind === 'ticket' })
  if (item === null || rested === null || item.kind !== rested.kind || item.code !== rested.code) return null
  if (item.kind === 'server' && server.data !== undefined) return { on: 'server', server: server.data }
  if (item.kind === 'order' && order.data !== undefined) return { on: 'order', order: order.data }
  if (item.kind === 'ticket' && ticket.data !== undefined) return { on: 'ticket', ticket: ticket.data }
  return null
}
