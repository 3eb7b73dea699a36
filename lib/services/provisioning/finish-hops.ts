import type { Ctx } from '../../db/context'
import type { ComponentVersion } from '../../domain/firmware/firmware-plan'
import { announceChanges } from '../audit/record-audit'
import { announceProgress } from './announce-progress'
import { recordFirmware } from './record-firmware'
import { type Lease, underLease } from './under-lease'

/** The group's hops are verified: their versions were read back from the BMC, and are the server's from now on. */
export async function finishHops(
  ctx: Ctx,
  input: { lease: Lease; group: number; versions: readonly ComponentVersion[] },
): Promise<void> {
  const { lease, group } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.firmwareHop.updateMany({
      where: { jobId: lease.jobId, group, status: { in: ['PENDING', 'RUNNING'] } },
      data: { status: 'SUCCESS', finishedAt: tx.clock() },
    })
    await recordFirmware(tx, { serverId: lease.serverId, versions: input.versions })
    const server = await tx.db.server.findUniqueOrThrow({ where: { id: lease.serverId }, select: { barcode: true } })
    await announceChanges(tx, [{ entity: 'server', key: server.barcode }])
    await announceProgress(tx, lease)
  })
}
