import { drawRow } from '@/components/racks/draw-paper'
import { drawElevationsEndpoint } from '@/lib/contracts/inventory/rack'
import { FileAnswer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listElevations } from '@/lib/services/inventory/list-elevations'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(drawElevationsEndpoint, async (ctx, { query: { rack, colour } }) => {
    const { items } = await listElevations(ctx, { rack })
    return new FileAnswer(drawRow(items, { colour, at: ctx.clock() }), 'image/svg+xml', { name: 'racks.svg' })
  }),
})
