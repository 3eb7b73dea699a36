import { Forbidden } from '@/components/access/forbidden'
import { ImportsScreen } from '@/components/imports/imports-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listImportsEndpoint } from '@/lib/contracts/imports/import'
import { IMPORT_KINDS } from '@/lib/domain/imports/import-state'
import { listImports } from '@/lib/services/imports/list-imports'

export default async function ImportPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/import', params))
  if (lockOf(ctx, 'imports.read') !== null) return <Forbidden title="Import" operation="imports.read" />
  const kind = IMPORT_KINDS.find((one) => one === paramOf(params, 'kind')) ?? 'servers'
  const cursor = paramOf(params, 'cursor')
  const first = await orFirstPage(
    listImports(ctx, pageQuery(listImportsEndpoint.query, { cursor, limit: 20 })),
    `/import?kind=${kind}`,
  )
  const locks = {
    servers: lockOf(ctx, 'inventory.create-server'),
    racks: lockOf(ctx, 'inventory.create-rack'),
    'device-types': lockOf(ctx, 'inventory.create-server-model'),
  }
  return <ImportsScreen first={first} kind={kind} cursor={cursor} locks={locks} />
}
