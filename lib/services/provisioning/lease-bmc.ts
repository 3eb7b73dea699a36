import { type Ctx, inTransaction } from '../../db/context'
import { lockServers } from '../../db/locks'

/**
 * The right to talk to a server's BMC for so long, for what is no job. Returns until when; null: a worker runs a job there,
 * or somebody else has this right. No job is claimed while it lasts.
 */
export async function leaseBmc(ctx: Ctx, input: { serverId: number; ms: number }): Promise<Date | null> {
  const { serverId, ms } = input
  return inTransaction(ctx, async (tx) => {
    await lockServers(tx, [serverId])
    const rows = await tx.db.$queryRaw<{ until: Date }[]>`
      UPDATE servers SET bmc_lease_until = clock_timestamp() + ${ms} * interval '1 millisecond'
      WHERE id = ${serverId} AND (bmc_lease_until IS NULL OR bmc_lease_until <= clock_timestamp())
        AND NOT EXISTS (SELECT 1 FROM provision_jobs WHERE server_id = ${serverId} AND status = 'RUNNING')
      RETURNING bmc_lease_until AS until`
    return rows[0]?.until ?? null
  })
}
