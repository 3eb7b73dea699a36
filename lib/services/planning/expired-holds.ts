import { Prisma } from '../../db/generated/client'

/** Servers whose hold ended by time, and that nothing else blocks: their rows still count as held. */
export function expiredHolds(datacenterId: number, now: Date): Prisma.Sql {
  return Prisma.sql`s.hold_until <= ${now} AND s.hold_id IS NOT NULL AND s.datacenter_id = ${datacenterId}
    AND s.open_high_tickets = 0 AND NOT s.needs_wipe AND s.model_id IS NOT NULL`
}
