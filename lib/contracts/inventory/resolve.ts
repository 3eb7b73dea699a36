import { z } from 'zod'
import { endpoint } from '../endpoint'
import { code, text } from '../primitives'
import { nextAction, serverView } from './server'

/** `by`: what was matched, the code itself or what stands on the thing's own label. `next`: what may be done now. */
export const resolvedCode = z.object({
  kind: z.enum(['server', 'rack', 'warehouse', 'ticket', 'order', 'part', 'piece']),
  by: z.enum(['code', 'serial', 'asset-number']),
  code: z.string(),
  title: z.string(),
  href: z.string(),
  state: z.string().optional(),
  next: z.array(nextAction),
  server: serverView.optional(),
})
export type ResolvedCode = z.input<typeof resolvedCode>

export const resolveView = z
  .object({ read: z.enum(['plain', 'address', 'gs1']), candidates: z.array(code), items: z.array(resolvedCode) })
  .meta({ id: 'ResolvedCode' })
export type ResolveView = z.input<typeof resolveView>

export const resolveEndpoint = endpoint({
  method: 'GET',
  path: '/resolve',
  operation: 'inventory.read',
  tag: 'Inventory',
  summary:
    'What a scanned code is (a plain code, our short address or GS1), the likeliest first, with what may be done with it',
  query: z.strictObject({ code: text(400) }),
  success: 200,
  response: resolveView,
})
