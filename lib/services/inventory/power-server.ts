import { type Ctx, inTransaction } from '../../db/context'
import { lockServer } from '../../db/locks'
import { conflict, notFound } from '../../domain/errors'
import { enqueuePower } from '../../jobs/enqueue'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'

/** Asks a worker to tell the server's BMC; the power state follows. 409 `no-bmc`, `decommissioned`, or while it is provisioned. */
export async function powerServer(
  ctx: Ctx,
  input: { barcode: string; action: 'on' | 'off' | 'reset' },
): Promise<{ barcode: string; action: string; requested: true }> {
  return inTransaction(ctx, async (tx) => {
    const locked = await lockServer(tx, input.barcode)
    if (locked === null) throw notFound('server', input.barcode)
    const { id, barcode, state, datacenterId, bmcDriver } = await tx.db.server.findUniqueOrThrow({
      where: { id: locked.id },
      select: { id: true, barcode: true, state: true, datacenterId: true, bmcDriver: true },
    })
    authorize(tx, 'inventory.power-server', datacenterId)
    if (state === 'DECOMMISSIONED') throw conflict('decommissioned', `${barcode} was decommissioned.`)
    if (bmcDriver === null) throw conflict('no-bmc', `${barcode} has no BMC.`, { servers: [barcode] })
    if (state === 'PROVISIONING') {
      // A reset in the middle of a flash can brick it.
      throw conflict('conflict', `${barcode} is being provisioned: its job has its power.`, { state })
    }
    // A wipe holds it in another state, and a disk that loses power while it erases itself may be lost.
    if (await tx.db.provisionJob.findFirst({ where: { serverId: id, status: 'RUNNING' }, select: { id: true } })) {
      throw conflict('conflict', `${barcode} is being wiped: its job has its power.`, { state })
    }
    await enqueuePower(tx, { serverId: id, action: input.action })
    await recordAudit(tx, {
      action: 'inventory.power-server',
      entity: 'server',
      key: barcode,
      datacenterId,
      detail: { power: input.action },
    })
    return { barcode, action: input.action, requested: true }
  })
}
