import { listSketchesEndpoint, saveSketchEndpoint } from '@/lib/contracts/planning/order-sketch'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listSketches } from '@/lib/services/planning/list-sketches'
import { saveSketch } from '@/lib/services/planning/save-sketch'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listSketchesEndpoint, (ctx, { query }) => listSketches(ctx, query)),
  POST: handle(saveSketchEndpoint, (ctx, { body }) => saveSketch(ctx, body)),
})
