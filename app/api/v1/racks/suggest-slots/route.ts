import { suggestSlotsEndpoint } from '@/lib/contracts/inventory/slot'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { suggestSlots } from '@/lib/services/inventory/suggest-slots'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(suggestSlotsEndpoint, (ctx, { query }) => suggestSlots(ctx, query)),
})
