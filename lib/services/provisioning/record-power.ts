import { type Ctx, inTransaction } from '../../db/context'
import { recordAudit } from '../audit/record-audit'

/** What became of a power command: the state that the BMC answered, or why there was none. */
export async function recordPower(
  ctx: Ctx,
  input: { serverId: number; action: string; requestedBy: string } & ({ power: 'on' | 'off' } | { error: string }),
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const data = 'power' in input ? { powerState: input.power, version: { increment: 1 } } : {}
    const server = await tx.db.server.update({
      where: { id: input.serverId },
      data,
      select: { barcode: true, datacenterId: true },
    })
    await recordAudit(tx, {
      action: 'provisioning.record-power',
      entity: 'server',
      key: server.barcode,
      datacenterId: server.datacenterId,
      reason: 'error' in input ? input.error : undefined,
      detail: {
        power: 'power' in input ? input.power : 'not changed',
        action: input.action,
        requestedBy: input.requestedBy,
      },
    })
  })
}
