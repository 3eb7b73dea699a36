import type { z } from 'zod'
import type { editRackInput, RackView } from '../../contracts/inventory/rack'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'
import { checkVersion } from '../../db/versions'
import { invalid, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { rackSelect, rackSums, toRackView } from '../inventory/rack-view'
import { beginIncident } from './begin-incident'
import { endIncident } from './end-incident'

type Input = Omit<z.output<typeof editRackInput>, 'powerOutage'> & {
  code: string
  powerOutage: boolean
  ifMatch?: readonly number[] | '*' | undefined
}

/**
 * Starts or ends the power outage of one rack: as for a datacenter, for the servers that stand in it. Ended while the
 * datacenter is dark, its servers go on waiting for that. The servers are locked before the rack, as telemetry does, so that an
 * event on its way either sees the change or is seen by the replay. Throws `validation` where other fields come with it.
 */
export async function setRackOutage(ctx: Ctx, input: Input): Promise<RackView> {
  const { code, powerOutage, ifMatch, ...others } = input
  if (Object.values(others).some((value) => value !== undefined))
    throw invalid({ path: 'powerOutage', message: 'Not together with other fields' })
  return inTransaction(ctx, async (tx) => {
    const before = await lockRack(tx, code)
    authorize(tx, 'lifecycle.set-rack-outage', before.datacenterId)
    checkVersion('rack', before.code, before.version, ifMatch)
    const wasOut = before.powerOutageSince !== null
    const sums = (await rackSums(tx, [before.id])).get(before.id)
    if (wasOut === powerOutage) return toRackView(before, sums)
    const row = await tx.db.rack.update({
      where: { id: before.id },
      data: { powerOutageSince: powerOutage ? tx.clock() : null, updatedAt: tx.clock(), version: { increment: 1 } },
      select: rackSelect,
    })
    const at = { datacenterId: row.datacenterId, rackId: row.id }
    const detail = await (powerOutage ? beginIncident : endIncident)(tx, at)
    const [from, to] = powerOutage ? ['powered', 'power outage'] : ['power outage', 'powered']
    await recordAudit(tx, {
      action: 'lifecycle.set-rack-outage',
      entity: 'rack',
      key: row.code,
      ...{ from, to, detail },
      datacenterId: row.datacenterId,
    })
    return toRackView(row, sums)
  })
}

/** The datacenter is locked first, shared, then what stands in the rack, then the rack. */
async function lockRack(tx: TxCtx, code: string) {
  await tx.db.$queryRaw`
    SELECT 1 FROM datacenters WHERE id = (SELECT datacenter_id FROM racks WHERE code = ${code}::citext) FOR SHARE`
  const servers = await tx.db.server.findMany({ where: { rack: { code } }, select: { id: true } })
  await lockServers(
    tx,
    servers.map((server) => server.id),
  )
  await tx.db.$queryRaw`SELECT 1 FROM racks WHERE code = ${code}::citext FOR NO KEY UPDATE`
  const rack = await tx.db.rack.findUnique({ where: { code }, select: rackSelect })
  if (rack === null) throw notFound('rack', code)
  return rack
}
