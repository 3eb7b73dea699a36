import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { type ComponentVersion, type FirmwarePlan, firmwarePlan } from '../../domain/firmware/firmware-plan'
import { announceProgress } from './announce-progress'
import { toUpgradeEdge } from './firmware-path-view'
import { recordFirmware } from './record-firmware'
import { type Lease, underLease } from './under-lease'

/**
 * Plans the firmware step from what the BMC says is installed: the hops become rows, and the plan stays on the job, so
 * that a later change of the graph does not bend a job that runs. Repeated, it plans nothing anew.
 */
export async function planFirmware(
  ctx: Ctx,
  input: { lease: Lease; versions: readonly ComponentVersion[] },
): Promise<FirmwarePlan> {
  const { lease, versions } = input
  const server = await ctx.db.server.findUniqueOrThrow({
    where: { id: lease.serverId },
    select: { model: { select: { targets: true, paths: true } } },
  })
  const targets = server.model?.targets ?? []
  // Before the transaction: where guards entangle many components this may take a second, and locks nobody out meanwhile.
  const plan = firmwarePlan(versions, targets, (server.model?.paths ?? []).map(toUpgradeEdge))
  await underLease(ctx, lease, async (tx) => {
    const done = await tx.db.firmwareHop.aggregate({
      where: { jobId: lease.jobId },
      _max: { position: true, group: true },
    })
    const [last, group] = [done._max.position ?? 0, done._max.group ?? 0]
    const hops = plan.ok ? plan.hops.map((hop) => ({ ...hop, group: hop.group + group })) : []
    const snapshot: Prisma.InputJsonObject = {
      versions: versions.map(({ component, version }) => ({ component, version })),
      targets: targets.map(({ component, version }) => ({ component, version })),
      hops,
    }
    const { count } = await tx.db.provisionJob.updateMany({
      where: { id: lease.jobId, firmwarePlan: { equals: Prisma.DbNull } },
      data: { firmwarePlan: snapshot },
    })
    if (count === 1)
      await tx.db.firmwareHop.createMany({
        data: hops.map((hop, index) => ({ jobId: lease.jobId, position: last + index + 1, ...hop })),
      })
    await recordFirmware(tx, { serverId: lease.serverId, versions })
    await announceProgress(tx, lease)
  })
  return plan
}
