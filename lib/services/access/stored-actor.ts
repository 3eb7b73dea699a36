import { z } from 'zod'
import type { Actor } from '../../db/context'
import { ROLES } from '../../domain/access/permissions'

/** Who asked a worker to do something later, as it is kept in the row of what is to be done. */
export const storedActor = z.object({
  kind: z.enum(['user', 'token', 'worker', 'system', 'proxy', 'anonymous']),
  key: z.string(),
  name: z.string(),
  grants: z.array(z.object({ role: z.enum(ROLES), datacenterId: z.number().nullable() })),
})

/** The columns of a row that keep who asked, with the grants that they have now. */
export function actorColumns({ kind, key, name, grants }: Actor) {
  return {
    actor: { kind, key, name, grants: grants.map((grant) => ({ ...grant })) },
    actorKey: key,
    startedBy: name,
  }
}
