import { z } from 'zod'
import { utc } from '../primitives'

/** What is recorded of one component's repair: what came out, what went in, and who or what says that it is well. */
export const componentRepair = {
  removedSerial: z.string().optional(),
  removedAt: utc.optional(),
  installedSerial: z.string().optional(),
  swappedAt: utc.optional(),
  swappedBy: z.string().optional(),
  verifiedAt: utc.optional(),
  verifiedBy: z.string().optional(),
  verifiedHow: z.enum(['telemetry', 'person']).optional(),
  verifyNote: z.string().optional(),
  recoveredAt: utc.optional(),
}

/**
 * The steps of a repair in the order of the walk. state: done, skipped (settled another way), now (may be done), later
 * (refusal says why not yet). done and total count components.
 */
export const repairView = z
  .object({
    steps: z.array(
      z.object({
        name: z.enum(['take', 'scan-server', 'remove', 'install', 'verify', 'close']),
        component: z.string().optional(),
        state: z.enum(['done', 'skipped', 'now', 'later']),
        refusal: z.string().optional(),
      }),
    ),
    done: z.int(),
    total: z.int(),
  })
  .meta({ id: 'Repair' })
