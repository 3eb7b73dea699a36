import { Forbidden } from '@/components/access/forbidden'
import { type StockFilters, splitPart, stockHref, stockParams } from '@/components/stock/stock-filters'
import { LEDGER_LINES, type PartData, PIECE_LINES, PLACE_LINES, WAITING_LINES } from '@/components/stock/stock-queries'
import { StockScreen } from '@/components/stock/stock-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listStockEndpoint } from '@/lib/contracts/tickets/stock'
import { listWarehouses } from '@/lib/services/inventory/list-warehouses'
import { countLowStock } from '@/lib/services/tickets/count-low-stock'
import { getStock } from '@/lib/services/tickets/get-stock'
import { listMovements } from '@/lib/services/tickets/list-movements'
import { listParts } from '@/lib/services/tickets/list-parts'
import { listReservations } from '@/lib/services/tickets/list-reservations'
import { listStock } from '@/lib/services/tickets/list-stock'
import { listWaiting } from '@/lib/services/tickets/list-waiting'
import { stockLocks } from './stock-locks'

export default async function StockPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/stock', params))
  if (lockOf(ctx, 'tickets.read') !== null) return <Forbidden title="Stock" operation="tickets.read" />
  const filters: StockFilters = {
    q: paramOf(params, 'q'),
    sku: paramOf(params, 'sku'),
    datacenter: paramOf(params, 'datacenter'),
    warehouse: paramOf(params, 'warehouse'),
    low: paramOf(params, 'low') === 'true',
    cursor: paramOf(params, 'cursor'),
    part: paramOf(params, 'part'),
    piece: paramOf(params, 'piece'),
  }
  const query = pageQuery(listStockEndpoint.query, stockParams(filters))
  const [first, warehouses, low, part] = await Promise.all([
    orFirstPage(listStock(ctx, query), stockHref(filters, { cursor: undefined })),
    listWarehouses(ctx, { limit: 200 }),
    countLowStock(ctx, query),
    partOf(ctx, filters.part),
  ])
  return (
    <StockScreen
      key={JSON.stringify(stockParams(filters))}
      first={first}
      filters={filters}
      warehouses={warehouses.items.map(({ code, datacenter }) => ({ code, datacenter }))}
      part={part}
      low={low}
      locks={stockLocks(ctx)}
    />
  )
}

/** The panel's part with who waits for it and its ledger; null without a panel. */
async function partOf(ctx: Parameters<typeof lockOf>[0], id: string | undefined): Promise<PartData | null> {
  const place = id === undefined ? null : splitPart(id)
  if (place === null) return null
  const stockId = `${place.sku}@${place.warehouse}`
  const stock = await orNotFound(getStock(ctx, { id: stockId }))
  const [waiting, reserved, places, pieces, movements] = await Promise.all([
    listWaiting(ctx, { id: stockId, limit: WAITING_LINES }),
    listReservations(ctx, { id: stockId, limit: WAITING_LINES }),
    listStock(ctx, { sku: [place.sku], limit: PLACE_LINES }),
    listParts(ctx, { sku: [place.sku], limit: PIECE_LINES }),
    listMovements(ctx, { sku: [place.sku], warehouse: [place.warehouse], limit: LEDGER_LINES }),
  ])
  return { stock, waiting, reserved, places, pieces, movements }
}
