import { z } from 'zod'
import { sharedThing } from '../audit/edit'
import { endpoint } from '../endpoint'
import { code, text, utc, uuid } from '../primitives'

/** Somebody else who is on the page; `field`: what they are editing; `until`: gone by then unless heard of again. */
export const present = z.object({ name: z.string(), field: z.string().optional(), until: utc })
export type Present = z.input<typeof present>
export const presentPeople = z.object({ items: z.array(present) }).meta({ id: 'PresentPeople' })
export type PresentPeople = z.input<typeof presentPeople>

const thing = { entity: sharedThing, key: code }

/** `tab`: made up by the page, one for each that is open; `leaves`: it is closed. */
export const keepPresenceInput = z.strictObject({
  ...thing,
  tab: uuid,
  field: text(64).optional(),
  leaves: z.boolean().optional(),
})

export const listPresencesEndpoint = endpoint({
  method: 'GET',
  path: '/presences',
  operation: 'inventory.read',
  tag: 'Access',
  summary: 'Who else is on the page of an order, rack or ticket now',
  query: z.strictObject(thing),
  success: 200,
  response: presentPeople,
  refusals: [404],
})
export const keepPresenceEndpoint = endpoint({
  method: 'POST',
  path: '/presences',
  operation: 'inventory.read',
  tag: 'Access',
  summary: 'Say that one’s page is open, every 12 s, or closed; answers who else is there. For people, not for tokens',
  body: keepPresenceInput,
  success: 200,
  response: presentPeople,
  refusals: [404],
})
