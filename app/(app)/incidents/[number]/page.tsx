import { notFound } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { IncidentScreen } from '@/components/incidents/incident-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage } from '@/lib/auth/page-query'
import { getIncident } from '@/lib/services/telemetry/get-incident'
import { listIncidentServers } from '@/lib/services/telemetry/list-incident-servers'
import { codeParam } from '../../code-param'

interface IncidentPageProps {
  params: Promise<{ number: string }>
  searchParams: Promise<PageParams>
}

export default async function IncidentPage(props: IncidentPageProps) {
  const [{ number: given }, search] = await Promise.all([props.params, props.searchParams])
  const ctx = await pageContext(pagePath(`/incidents/${given}`, search))
  if (lockOf(ctx, 'telemetry.read') !== null) return <Forbidden title="Outage" operation="telemetry.read" />
  const number = codeParam(given)
  if (number === null) notFound()
  const cursor = paramOf(search, 'cursor')
  const first = await orNotFound(getIncident(ctx, { number }))
  const servers = await orFirstPage(listIncidentServers(ctx, { number, cursor, limit: 50 }), `/incidents/${number}`)
  return <IncidentScreen key={`${number} ${cursor ?? ''}`} first={first} servers={servers} cursor={cursor} />
}
