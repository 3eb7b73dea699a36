import { Prisma } from '../../db/generated/client'
import { PROMISED_STATES } from '../../domain/server-state'

/** What the promised servers of rack r draw at most. Found by the rack's occupancy, which is indexed by rack. */
export const promisedWatts = Prisma.sql`(
  SELECT COALESCE(sum(m.max_power_w), 0) FROM servers s JOIN server_models m ON m.id = s.model_id
  WHERE s.id IN (SELECT server_id FROM rack_occupancy WHERE rack_id = r.id) AND s.state = ANY(${[...PROMISED_STATES]}::server_state[]))`
