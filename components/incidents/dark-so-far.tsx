'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { countOf } from '@/components/ui/numbers'
import { incidentsQuery } from './incident-queries'

/** How much was folded into the outage that goes on in a datacenter or rack, with the way to its page; nothing until known. */
export function DarkSoFar({ at }: { at: { datacenter?: string; rack?: string } }) {
  const { data } = useQuery(incidentsQuery({ ...at, open: 'true', limit: 10 }))
  const incident = data?.items.find((one) => one.rack === at.rack)
  if (incident === undefined) return null
  return (
    <Link href={`/incidents/${incident.number}`} className="font-semibold text-accent-text hover:underline">
      {incident.number}: {countOf(incident.servers, 'server')} dark, {countOf(incident.events, 'event')} folded
    </Link>
  )
}
