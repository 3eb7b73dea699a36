import { dropPlannedMoveEndpoint } from '@/lib/contracts/inventory/planned-move'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { dropPlannedMove } from '@/lib/services/inventory/drop-planned-move'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  DELETE: handle(dropPlannedMoveEndpoint, (ctx, { params, ifMatch }) => dropPlannedMove(ctx, { ...params, ifMatch })),
})
