import { dropSketchEndpoint, getSketchEndpoint } from '@/lib/contracts/planning/order-sketch'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { dropSketch } from '@/lib/services/planning/drop-sketch'
import { getSketch } from '@/lib/services/planning/get-sketch'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getSketchEndpoint, (ctx, { params }) => getSketch(ctx, params)),
  DELETE: handle(dropSketchEndpoint, (ctx, { params }) => dropSketch(ctx, params)),
})
