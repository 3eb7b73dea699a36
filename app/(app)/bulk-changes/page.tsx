import { Forbidden } from '@/components/access/forbidden'
import { BULK_CHANGES_SHOWN } from '@/components/bulk-changes/bulk-change-queries'
import { BulkChangesScreen } from '@/components/bulk-changes/bulk-changes-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listBulkChangesEndpoint } from '@/lib/contracts/inventory/bulk-change'
import { listBulkChanges } from '@/lib/services/lifecycle/list-bulk-changes'

export default async function BulkChangesPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/bulk-changes', params))
  if (lockOf(ctx, 'lifecycle.read') !== null) return <Forbidden title="Bulk changes" operation="lifecycle.read" />
  const cursor = paramOf(params, 'cursor')
  const query = pageQuery(listBulkChangesEndpoint.query, { cursor, limit: BULK_CHANGES_SHOWN })
  const first = await orFirstPage(listBulkChanges(ctx, query), '/bulk-changes')
  return <BulkChangesScreen key={cursor ?? ''} first={first} cursor={cursor} />
}
