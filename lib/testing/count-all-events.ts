import { openCountedFaults } from '../services/telemetry/open-counted-faults'
import type { TestWorld } from './context'

/**
 * Has all events that were sent counted for the rules that look at a window; answers how many tickets opened. What a transaction at
 * hand (also of another test's database, on the same server) could still add to is waited for.
 */
export async function countAllEvents(world: TestWorld): Promise<number> {
  let opened = 0
  for (let tries = 0; tries < 600; tries++) {
    opened += await openCountedFaults(world.ctx)
    const [row] = await world.db.$queryRaw<{ left: boolean }[]>`
      SELECT coalesce(max(id), 0) > (SELECT last_id FROM id_cursors WHERE name = 'counted') AS left FROM telemetry_events`
    if (row?.left !== true) return opened
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('Events stay uncounted')
}
