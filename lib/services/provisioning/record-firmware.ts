import type { TxCtx } from '../../db/context'
import type { ComponentVersion } from '../../domain/firmware/firmware-plan'
import { sameComponent } from '../../domain/firmware/upgrade-graph'

/** Keeps what was read from the BMC as the server's firmware. A component keeps the spelling it was first recorded by. */
export async function recordFirmware(
  tx: TxCtx,
  input: { serverId: number; versions: readonly ComponentVersion[] },
): Promise<void> {
  const { serverId } = input
  const known = await tx.db.serverFirmware.findMany({ where: { serverId }, select: { component: true } })
  const readAt = tx.clock()
  for (const { component: read, version } of input.versions) {
    const component = known.find((entry) => sameComponent(entry.component, read))?.component ?? read
    await tx.db.serverFirmware.upsert({
      where: { serverId_component: { serverId, component } },
      create: { serverId, component, version, readAt },
      update: { version, readAt },
    })
  }
}
