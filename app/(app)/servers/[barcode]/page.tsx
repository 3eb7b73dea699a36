import { notFound } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { LINES } from '@/components/servers/server-queries'
import { ServerScreen } from '@/components/servers/server-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath } from '@/lib/auth/page-path'
import type { Ctx } from '@/lib/services/access/make-context'
import { listAudit } from '@/lib/services/audit/list-audit'
import { getServerModel } from '@/lib/services/inventory/get-server-model'
import { getServerComponents } from '@/lib/services/lifecycle/get-server-components'
import { getServerLife } from '@/lib/services/lifecycle/get-server-life'
import { listJobs } from '@/lib/services/provisioning/list-jobs'
import { getTelemetryStrips } from '@/lib/services/telemetry/get-telemetry-strips'
import { listEvents } from '@/lib/services/telemetry/list-events'
import { listTickets } from '@/lib/services/tickets/list-tickets'
import { codeParam } from '../../code-param'
import { findServer } from '../find-server'
import { serverLocks } from '../server-locks'

interface ServerPageProps {
  params: Promise<{ barcode: string }>
  searchParams: Promise<PageParams>
}

export default async function ServerPage(props: ServerPageProps) {
  const [{ barcode: given }, search] = await Promise.all([props.params, props.searchParams])
  const ctx = await pageContext(pagePath(`/servers/${given}`, search))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Server" operation="inventory.read" />
  const barcode = codeParam(given)
  const server = barcode === null ? null : await findServer(ctx, barcode)
  if (server === null) notFound()
  const auditLock = lockOf(ctx, 'audit.read')
  const [model, jobs, tickets, events, audit, life, strips, components] = await Promise.all([
    server.model === undefined ? null : getServerModel(ctx, { slug: server.model }),
    lockOf(ctx, 'provisioning.read') === null ? listJobs(ctx, { server: [server.barcode], limit: 1 }) : null,
    listTickets(ctx, { server: [server.barcode], limit: LINES }),
    listEvents(ctx, { server: [server.barcode], limit: LINES }),
    auditLock === null ? readAudit(ctx, server.barcode) : null,
    getServerLife(ctx, server),
    lockOf(ctx, 'telemetry.read') === null ? getTelemetryStrips(ctx, { barcode: server.barcode }) : null,
    lockOf(ctx, 'tickets.read') === null ? getServerComponents(ctx, server) : null,
  ])
  return (
    <ServerScreen
      key={server.barcode}
      first={server}
      locks={serverLocks(ctx)}
      {...{ model, jobs, tickets, events, audit, auditLock, life, strips, components }}
    />
  )
}

const readAudit = (ctx: Ctx, barcode: string) => listAudit(ctx, { entity: ['server'], key: [barcode], limit: LINES })
