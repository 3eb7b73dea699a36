import type { DatacenterView } from '../../contracts/inventory/datacenter'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { type AuditRecord, recordAudits } from '../audit/record-audit'
import { type DatacenterEdit, datacenterChanges } from '../inventory/datacenter-changes'
import { datacenterSelect, toDatacenterView } from '../inventory/datacenter-view'
import { beginIncident } from './begin-incident'
import { endIncident } from './end-incident'

/** Thousands of tickets may open at once. */
const TIMEOUT_MS = 120_000

interface Input extends DatacenterEdit {
  code: string
  powerOutage: boolean
  ifMatch?: readonly number[] | '*' | undefined
}

/**
 * Starts or ends a datacenter's power outage, and edits it where the same request asks for it, in one transaction.
 * While it lasts no REBOOT ticket opens; at its end every server whose latest word is that it does not answer gets one.
 * The row is locked so that telemetry on its way either sees the change or is seen by the replay (NO KEY UPDATE: what
 * refers to the datacenter need not wait).
 */
export async function setPowerOutage(ctx: Ctx, input: Input): Promise<DatacenterView> {
  return inTransaction(
    ctx,
    async (tx) => {
      await tx.db.$queryRaw`SELECT 1 FROM datacenters WHERE code = ${input.code}::citext FOR NO KEY UPDATE`
      const before = await tx.db.datacenter.findUnique({ where: { code: input.code }, select: datacenterSelect })
      if (before === null) throw notFound('datacenter', input.code)
      authorize(tx, 'lifecycle.set-power-outage', before.id)
      const changes = datacenterChanges(before, input)
      if (changes !== null) authorize(tx, 'inventory.edit-datacenter', before.id)
      checkVersion('datacenter', before.code, before.version, input.ifMatch)
      const wasOut = before.powerOutageSince !== null
      if (changes === null && wasOut === input.powerOutage) return toDatacenterView(before)

      const row = await tx.db.datacenter.update({
        where: { id: before.id },
        data: {
          ...changes?.data,
          ...(wasOut === input.powerOutage ? {} : { powerOutageSince: input.powerOutage ? tx.clock() : null }),
          updatedAt: tx.clock(),
          version: { increment: 1 },
        },
        select: datacenterSelect,
      })
      const at = { datacenterId: row.id, rackId: null }
      const incident =
        wasOut === input.powerOutage ? null : await (input.powerOutage ? beginIncident : endIncident)(tx, at)
      const about = { entity: 'datacenter', key: row.code, datacenterId: row.id } as const
      const records: AuditRecord[] = []
      if (changes !== null) records.push({ ...about, action: 'inventory.edit-datacenter', detail: changes.detail })
      if (wasOut !== input.powerOutage) {
        const [from, to] = input.powerOutage ? ['powered', 'power outage'] : ['power outage', 'powered']
        const detail = { ...incident }
        records.push({ ...about, action: 'lifecycle.set-power-outage', from, to, detail })
      }
      await recordAudits(tx, records)
      return toDatacenterView(row)
    },
    { timeoutMs: TIMEOUT_MS },
  )
}
