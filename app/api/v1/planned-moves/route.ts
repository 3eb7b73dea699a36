import { listPlannedMovesEndpoint, planMoveEndpoint } from '@/lib/contracts/inventory/planned-move'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listPlannedMoves } from '@/lib/services/inventory/list-planned-moves'
import { planMove } from '@/lib/services/inventory/plan-move'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listPlannedMovesEndpoint, (ctx, { query }) => listPlannedMoves(ctx, query)),
  POST: handle(planMoveEndpoint, (ctx, { body }) => planMove(ctx, body)),
})
