import { z } from 'zod'
import { endpoint } from '../endpoint'
import { anyOf, search } from '../paging'
import { code, face, rackUnit } from '../primitives'
import { standingServer } from './rack'

/** As many as a search lights at once. */
export const MOST_RACK_HITS = 200

/** What a cell shows of a server that a search found, and where it is: in a rack, in a warehouse, on its way, or nowhere yet. */
const rackHit = standingServer.omit({ planned: true, weightKg: true }).extend({
  rack: code.optional(),
  u: rackUnit.optional(),
  face: face.optional(),
  warehouse: code.optional(),
  destination: code.optional(),
})
export type RackHitView = z.input<typeof rackHit>

export const rackHits = z
  .object({
    items: z.array(rackHit),
    more: z.boolean().meta({ description: `The search finds more than the ${MOST_RACK_HITS} that are named` }),
  })
  .meta({ id: 'RackHits' })
export type RackHitsView = z.input<typeof rackHits>

export const listRackHitsEndpoint = endpoint({
  method: 'GET',
  path: '/rack-hits',
  operation: 'inventory.read',
  tag: 'Inventory',
  summary: 'What a search lights up in racks, in one answer: servers as their cells show them, and where they stand',
  query: z.strictObject({ q: search.unwrap(), datacenter: anyOf(code) }),
  success: 200,
  response: rackHits,
})
