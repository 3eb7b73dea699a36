import { Forbidden } from '@/components/access/forbidden'
import { pieceStateOf, piecesHref, piecesParams } from '@/components/stock/pieces-address'
import { PiecesScreen } from '@/components/stock/pieces-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listPartsEndpoint } from '@/lib/contracts/tickets/part'
import { listParts } from '@/lib/services/tickets/list-parts'
import { stockLocks } from '../stock-locks'

export default async function PiecesPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/stock/pieces', params))
  if (lockOf(ctx, 'tickets.read') !== null) return <Forbidden title="Pieces" operation="tickets.read" />
  const filters = {
    serial: paramOf(params, 'serial'),
    state: pieceStateOf(paramOf(params, 'state')),
    cursor: paramOf(params, 'cursor'),
    piece: paramOf(params, 'piece'),
  }
  const query = pageQuery(listPartsEndpoint.query, piecesParams(filters))
  const first = await orFirstPage(listParts(ctx, query), piecesHref(filters, { cursor: undefined }))
  return (
    <PiecesScreen key={JSON.stringify(piecesParams(filters))} first={first} filters={filters} locks={stockLocks(ctx)} />
  )
}
