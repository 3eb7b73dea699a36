import { Forbidden } from '@/components/access/forbidden'
import { StocktakesScreen } from '@/components/scan/stocktakes-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage } from '@/lib/auth/page-query'
import { listStocktakes } from '@/lib/services/inventory/list-stocktakes'

export default async function StocktakesPage(props: { searchParams: Promise<PageParams> }) {
  const search = await props.searchParams
  const ctx = await pageContext(pagePath('/scan/stocktakes', search))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Stocktakes" operation="inventory.read" />
  const datacenter = paramOf(search, 'datacenter')
  const list = await orFirstPage(
    listStocktakes(ctx, {
      cursor: paramOf(search, 'cursor'),
      limit: 50,
      ...(datacenter === undefined ? {} : { datacenter: [datacenter] }),
    }),
    '/scan/stocktakes',
  )
  return (
    <StocktakesScreen list={list} place={paramOf(search, 'place')} locked={lockOf(ctx, 'inventory.start-stocktake')} />
  )
}
