import { listSavedViewsEndpoint } from '../../contracts/access/saved-view'
import { listSavedViews } from '../../services/access/list-saved-views'
import { readGauges } from '../../services/access/read-gauges'
import { getRack } from '../../services/inventory/get-rack'
import { getServer } from '../../services/inventory/get-server'
import { getWorkCounts } from '../../services/lifecycle/get-work-counts'
import { getOrder } from '../../services/planning/get-order'
import { listDirtyBoots } from '../../services/provisioning/list-dirty-boots'
import { getTicket } from '../../services/tickets/get-ticket'
import { barcodeOf, casesOf, insideCase, type ListCase, oneCase } from './list-case'

/** What pages ask beside their lists: the header's counts, saved views, the one thing that a page is about; and what scrapers and the sweep ask. */
export function pageCases(servers: number): ListCase[] {
  const barcode = barcodeOf(Math.floor(servers / 2))
  return [
    insideCase('work counts of the header', getWorkCounts),
    insideCase('gauges of a scrape', readGauges),
    insideCase('boots left in servers', (ctx) => listDirtyBoots(ctx, { limit: 20 })),
    ...casesOf(listSavedViewsEndpoint, listSavedViews, { all: {}, 'of a page': { page: ['servers'] } }),
    oneCase('one', '/orders/ORD-100100', (ctx) => getOrder(ctx, { number: 'ORD-100100' })),
    oneCase('one', `/servers/${barcode}`, (ctx) => getServer(ctx, { barcode })),
    oneCase('one', '/racks/DC1-R000003', (ctx) => getRack(ctx, { code: 'DC1-R000003' })),
    oneCase('one', '/tickets/T-1500', (ctx) => getTicket(ctx, { number: 'T-1500' })),
  ]
}
