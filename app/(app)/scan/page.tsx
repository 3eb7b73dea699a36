import { Forbidden } from '@/components/access/forbidden'
import { ScanScreen } from '@/components/scan/scan-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath } from '@/lib/auth/page-path'
import { ticketLocks } from '@/lib/auth/ticket-locks'
import { serverLocks } from '../servers/server-locks'

export default async function ScanPage(props: { searchParams: Promise<PageParams> }) {
  const ctx = await pageContext(pagePath('/scan', await props.searchParams))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Scan" operation="inventory.read" />
  const locks = { me: ctx.actor.name, server: serverLocks(ctx), ticket: ticketLocks(ctx) }
  const count = lockOf(ctx, 'inventory.start-stocktake')
  return <ScanScreen locked={locks.server.scan} person={ctx.actor.key} locks={{ ...locks, count }} />
}
