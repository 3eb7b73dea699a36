import { notFound } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { IMPORT_ROWS } from '@/components/imports/import-queries'
import { ImportScreen } from '@/components/imports/import-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage } from '@/lib/auth/page-query'
import { uuid } from '@/lib/contracts/primitives'
import { getImport } from '@/lib/services/imports/get-import'
import { listImportRows } from '@/lib/services/imports/list-import-rows'

export default async function OneImportPage(props: {
  params: Promise<{ id: string }>
  searchParams: Promise<PageParams>
}) {
  const [{ id }, search] = [await props.params, await props.searchParams]
  const ctx = await pageContext(pagePath(`/import/${id}`, search))
  if (lockOf(ctx, 'imports.read') !== null) return <Forbidden title="Import" operation="imports.read" />
  if (!uuid.safeParse(id).success) notFound()
  const first = await orNotFound(getImport(ctx, { id }))
  const cursor = paramOf(search, 'cursor')
  const rows = await orFirstPage(listImportRows(ctx, { id, limit: IMPORT_ROWS, cursor }), `/import/${id}`)
  return (
    <ImportScreen
      key={cursor ?? ''}
      first={first}
      rows={rows}
      cursor={cursor}
      lock={lockOf(ctx, 'imports.start-import')}
    />
  )
}
