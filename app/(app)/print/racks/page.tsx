import { Forbidden } from '@/components/access/forbidden'
import { paperTime } from '@/components/racks/draw-paper'
import { RACKS_ON_PAPER } from '@/components/racks/paper-hrefs'
import { PrintScreen } from '@/components/racks/print-screen'
import { colourOf } from '@/components/racks/racks-filters'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { toQueryString } from '@/lib/client/api-fetch'
import { listElevationsEndpoint, listRacksEndpoint } from '@/lib/contracts/inventory/rack'
import type { Ctx } from '@/lib/services/access/make-context'
import { listElevations } from '@/lib/services/inventory/list-elevations'
import { listRacks } from '@/lib/services/inventory/list-racks'

export default async function PrintRacksPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/print/racks', params))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Racks" operation="inventory.read" />
  const colour = colourOf(paramOf(params, 'colour'))
  const { racks, nextCursor } = await racksOf(ctx, params)
  const { items } = racks.length === 0 ? { items: [] } : await listElevations(ctx, { rack: racks })
  const scope = { datacenter: paramOf(params, 'datacenter'), row: paramOf(params, 'row'), colour }
  return (
    <PrintScreen
      elevations={items}
      sheet={{ colour, at: paperTime(ctx.clock()) }}
      nextHref={nextCursor === undefined ? null : `/print/racks${toQueryString({ ...scope, cursor: nextCursor })}`}
    />
  )
}

/** The racks that the address names, or the next of a row. */
async function racksOf(ctx: Ctx, params: PageParams): Promise<{ racks: string[]; nextCursor?: string | undefined }> {
  const named = listElevationsEndpoint.query.safeParse({ rack: paramsOf(params, 'rack') })
  if (named.success) return { racks: named.data.rack }
  const [datacenter, row] = [paramsOf(params, 'datacenter'), paramsOf(params, 'row')]
  const query = pageQuery(listRacksEndpoint.query, {
    limit: RACKS_ON_PAPER,
    cursor: paramOf(params, 'cursor'),
    datacenter,
    row,
  })
  const page = await orFirstPage(listRacks(ctx, query), `/print/racks${toQueryString({ datacenter, row })}`)
  return { racks: page.items.map(({ code }) => code), nextCursor: page.nextCursor }
}
