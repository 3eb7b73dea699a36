import type { Operation } from '../access/permissions'

/** What several people edit at once, and who are shown to each other on its page. */
export const SHARED_THINGS = ['order', 'rack', 'ticket'] as const
export type SharedThing = (typeof SHARED_THINGS)[number]

/** What one needs to read it. */
export const SHARED_READS: Record<SharedThing, Operation> = {
  order: 'planning.read',
  rack: 'inventory.read',
  ticket: 'tickets.read',
}
