import type { TxCtx } from '../../db/context'
import type { ComponentVersion } from '../../domain/firmware/firmware-plan'
import { sameComponent } from '../../domain/firmware/upgrade-graph'

/**
 * Keeps what was read from the BMC as the server's firmware. A component keeps the spelling it was first recorded by. The
 * caller holds the server's row.
 */
export async function recordFirmware(
  tx: TxCtx,
  input: { serverId: number; versions: readonly ComponentVersion[] },
): Promise<void> {
  const { serverId } = input
  const known = await tx.db.serverFirmware.findMany({ where: { serverId }, select: { component: true, version: true } })
  const readAt = tx.clock()
  let changed = false
  for (const { component: read, version } of input.versions) {
    const before = known.find((entry) => sameComponent(entry.component, read))
    const component = before?.component ?? read
    changed ||= before?.version !== version
    await tx.db.serverFirmware.upsert({
      where: { serverId_component: { serverId, component } },
      create: { serverId, component, version, readAt },
      update: { version, readAt },
    })
  }
  if (changed) await tx.db.server.update({ where: { id: serverId }, data: { version: { increment: 1 } } })
}
