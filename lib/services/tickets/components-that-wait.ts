import { Prisma } from '../../db/generated/client'

/**
 * Of components `c`: those that wait for a part. Their tickets are read from the index alone, as an array: the planner takes
 * a few scattered rows for dearer than the whole table, which grows with every repair.
 */
export const THAT_WAIT = Prisma.sql`c.part_status = 'WAITING'
  AND c.ticket_id = ANY(ARRAY(SELECT ticket_id FROM ticket_components WHERE part_status = 'WAITING'))`
