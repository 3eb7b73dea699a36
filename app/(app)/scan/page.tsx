import { Forbidden } from '@/components/access/forbidden'
import { ScanScreen } from '@/components/scan/scan-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath } from '@/lib/auth/page-path'

export default async function ScanPage(props: { searchParams: Promise<PageParams> }) {
  const ctx = await pageContext(pagePath('/scan', await props.searchParams))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Scan" operation="inventory.read" />
  return <ScanScreen locked={lockOf(ctx, 'inventory.scan-server')} person={ctx.actor.key} />
}
