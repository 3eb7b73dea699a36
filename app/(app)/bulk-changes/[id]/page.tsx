import { notFound } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { REFUSED_SHOWN } from '@/components/bulk-changes/bulk-change-queries'
import { BulkChangeScreen } from '@/components/bulk-changes/bulk-change-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage } from '@/lib/auth/page-query'
import { uuid } from '@/lib/contracts/primitives'
import { getBulkChange } from '@/lib/services/lifecycle/get-bulk-change'
import { listRefusedServers } from '@/lib/services/lifecycle/list-refused-servers'

export default async function BulkChangePage(props: {
  params: Promise<{ id: string }>
  searchParams: Promise<PageParams>
}) {
  const [{ id }, search] = [await props.params, await props.searchParams]
  const path = `/bulk-changes/${id}`
  const ctx = await pageContext(pagePath(path, search))
  if (lockOf(ctx, 'lifecycle.read') !== null) return <Forbidden title="Bulk change" operation="lifecycle.read" />
  if (!uuid.safeParse(id).success) notFound()
  const first = await orNotFound(getBulkChange(ctx, { id }))
  const cursor = paramOf(search, 'cursor')
  const refused = await orFirstPage(listRefusedServers(ctx, { id, limit: REFUSED_SHOWN, cursor }), path)
  return (
    <BulkChangeScreen
      key={cursor ?? ''}
      first={first}
      refused={refused}
      cursor={cursor}
      lock={lockOf(ctx, 'lifecycle.start-bulk-change')}
    />
  )
}
