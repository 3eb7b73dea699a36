import { drawRack } from '@/components/racks/draw-paper'
import { drawElevationEndpoint } from '@/lib/contracts/inventory/rack'
import { FileAnswer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getElevation } from '@/lib/services/inventory/get-elevation'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(drawElevationEndpoint, async (ctx, { params, query }) => {
    const svg = drawRack(await getElevation(ctx, params), { colour: query.colour, at: ctx.clock() })
    return new FileAnswer(svg, 'image/svg+xml', { name: `${params.code}.svg` })
  }),
})
