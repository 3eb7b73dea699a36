import { z } from 'zod'
import { SHARED_THINGS } from '../../domain/edits/shared-things'
import { endpoint } from '../endpoint'
import { code, utc } from '../primitives'

/** Of an edit that meets others': see `Edit` in lib/domain/edits/merge. */
export const editBase = {
  description:
    'What the fields held when the edit began. Where somebody else changed one of those that are sent since, to another value, the answer is 409 edit-clash with `clashes: [{field, base, now, by?, at?}]`, and nothing is written. Fields without a base are written whatever they hold.',
}

export const sharedThing = z.enum(SHARED_THINGS)

/** Who changed a field last. */
export const lastEdit = z.object({ field: z.string(), by: z.string(), at: utc })
export type LastEdit = z.input<typeof lastEdit>

export const listEditsEndpoint = endpoint({
  method: 'GET',
  path: '/edits',
  operation: 'inventory.read',
  tag: 'Audit',
  summary: 'Who changed each field of an order, rack or ticket last',
  query: z.strictObject({ entity: sharedThing, key: code }),
  success: 200,
  response: z.object({ items: z.array(lastEdit) }).meta({ id: 'LastEdits' }),
})
