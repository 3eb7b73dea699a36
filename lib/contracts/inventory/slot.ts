import { z } from 'zod'
import { endpoint } from '../endpoint'
import { anyOf } from '../paging'
import { code, face, heightU, rackUnit } from '../primitives'
import { MOST_SLOT_SERVERS } from './batch-sizes'

const slotPlace = z.object({
  rack: code,
  u: rackUnit,
  heightU,
  face,
  reasons: z.array(z.string()),
  warnings: z.array(z.string()),
})
export type SlotPlaceView = z.input<typeof slotPlace>

/** The first places of all servers stand together. `reason`: why a server has none. racks: how many were looked at. */
export const slotSuggestions = z
  .object({
    racks: z.int(),
    items: z.array(z.object({ server: code, places: z.array(slotPlace), reason: z.string().optional() })),
  })
  .meta({ id: 'SlotSuggestions' })
export type SlotSuggestionsView = z.input<typeof slotSuggestions>

export const suggestSlotsEndpoint = endpoint({
  method: 'GET',
  path: '/racks/suggest-slots',
  operation: 'inventory.read',
  tag: 'Inventory',
  summary:
    'Where servers would best go: height, depth, power, weight, their order together or apart, no holes, heavy low',
  query: z.strictObject({
    server: z.array(code).min(1).max(MOST_SLOT_SERVERS),
    /** Without it, the datacenter of the first server. */
    datacenter: code.optional(),
    /** These racks only; without it, those nearest on the walk to where the servers or their order stand, 200 at most. */
    rack: anyOf(code),
    together: z.enum(['true', 'false']).optional(),
    overBudget: z.enum(['true', 'false']).optional(),
  }),
  success: 200,
  response: slotSuggestions,
  refusals: [422],
})
