import { type Ctx, inTransaction } from '../../db/context'
import { lockServers } from '../../db/locks'

/**
 * The right to talk to a server's BMC for so long, for what is no job. False: a worker runs a job there, or somebody else
 * has this right. No job is claimed while it lasts.
 */
export async function leaseBmc(ctx: Ctx, input: { serverId: number; ms: number }): Promise<boolean> {
  const { serverId, ms } = input
  return inTransaction(ctx, async (tx) => {
    await lockServers(tx, [serverId])
    const count = await tx.db.$executeRaw`
      UPDATE servers SET bmc_lease_until = clock_timestamp() + ${ms} * interval '1 millisecond'
      WHERE id = ${serverId} AND (bmc_lease_until IS NULL OR bmc_lease_until <= clock_timestamp())
        AND NOT EXISTS (SELECT 1 FROM provision_jobs WHERE server_id = ${serverId} AND status = 'RUNNING')`
    return count === 1
  })
}
