import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { simulatedBmc } from '../../db/simulated-bmc'
import { budgetWarnings } from '../../domain/rack-space'
import { type AuditRecord, announceChanges, auditRows } from '../audit/record-audit'
import { bmcFields } from '../inventory/bmc-fields'
import { rackSums } from '../inventory/rack-view'
import type { ChangedServer, NewServer, Rack, ServerPlan } from './judge-server'

const ACTION = 'imports.import-servers'

interface Planned<P = ServerPlan> {
  row: number
  plan: P
}

const isNew = (one: Planned): one is Planned<NewServer> => one.plan.outcome === 'added'
const isChanged = (one: Planned): one is Planned<ChangedServer> => one.plan.outcome === 'changed'

/** Writes what was judged, with an audit row for each transition as the scans themselves would have left it. */
export const writeServers = async (
  tx: TxCtx,
  planned: readonly Planned[],
  about: { importId: string },
): Promise<void> => {
  const added = planned.filter(isNew)
  const changed = planned.filter(isChanged)
  if (added.length > 0) await tx.db.server.createMany({ data: added.map(({ plan }) => dataOf(plan)) })
  if (changed.length > 0) await change(tx, changed)
  const racks = new Map(added.flatMap(({ plan }) => (plan.rack === null ? [] : [[plan.rack.id, plan.rack] as const])))
  const records = [
    ...added.flatMap((one) => auditNew(one, about)),
    ...changed.map((one) => auditChange(one, about)),
    ...(await overBudget(tx, [...racks.values()], about)),
  ]
  if (records.length === 0) return
  await tx.db.$executeRaw(auditRows(tx, records))
  // One announcement of a server renews every list that shows servers: five hundred would only repeat it.
  const [first] = records
  await announceChanges(tx, [
    ...(first === undefined ? [] : [{ entity: first.entity, key: first.key }]),
    ...[...racks.values()].map(({ code }) => ({ entity: 'rack' as const, key: code })),
  ])
}

function dataOf(plan: NewServer): Prisma.ServerCreateManyInput {
  const { value, model, rack, warehouse, face, through, datacenterId } = plan
  const bmc =
    value.bmc === undefined
      ? { bmcDriver: null, bmcAddress: null, bmcUsername: null, bmcPassword: null, ...simulatedBmc(value.barcode) }
      : bmcFields(value.barcode, value.bmc)
  return {
    barcode: value.barcode,
    datacenterId,
    state: through.at(-1) ?? 'NEW',
    modelId: model?.id ?? null,
    heightU: model?.heightU ?? 1,
    depth: model?.depth ?? 'full',
    serial: value.serial ?? null,
    assetNumber: value.assetNumber ?? null,
    tags: value.tags ?? [],
    hostnames: value.hostnames ?? [],
    warehouseId: rack === null ? (warehouse?.id ?? null) : null,
    rackId: rack?.id ?? null,
    u: rack === null ? null : (value.u ?? null),
    face: rack === null ? null : face,
    ...bmc,
    bmcTls: Prisma.DbNull,
  }
}

const change = async (tx: TxCtx, changed: readonly Planned<ChangedServer>[]): Promise<void> => {
  const rows = changed.map(({ plan: { server, changes } }) => ({ id: server.id, ...changes }))
  await tx.db.$executeRaw`
    UPDATE servers s SET
      serial = coalesce(n.serial, s.serial), asset_number = coalesce(n."assetNumber", s.asset_number),
      tags = coalesce(n.tags, s.tags), hostnames = coalesce(n.hostnames, s.hostnames),
      version = s.version + 1, updated_at = ${tx.clock()}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS n (id int, serial text, "assetNumber" text, tags text[], hostnames text[])
    WHERE s.id = n.id`
}

function auditNew({ row, plan }: Planned<NewServer>, { importId }: { importId: string }): AuditRecord[] {
  const { value, rack, warehouse, through, datacenterId } = plan
  const record = { action: ACTION, entity: 'server' as const, key: value.barcode, datacenterId }
  const place =
    rack !== null ? { rack: rack.code, u: value.u ?? 0 } : warehouse !== null ? { warehouse: warehouse.code } : null
  const states = ['NEW', ...through]
  return states.map((to, i) => ({
    ...record,
    ...(i === 0 ? {} : { from: states[i - 1] }),
    to,
    detail: { import: importId, row, ...(i === 0 || place === null ? {} : { place: { from: null, to: place } }) },
  }))
}

function auditChange({ row, plan }: Planned<ChangedServer>, { importId }: { importId: string }): AuditRecord {
  const { server, changes } = plan
  const before: Record<string, unknown> = server
  const detail = Object.fromEntries(
    Object.entries(changes).map(([field, to]) => [field, { from: before[field] ?? null, to }]),
  )
  return {
    action: ACTION,
    entity: 'server',
    key: server.barcode,
    datacenterId: server.datacenterId,
    detail: JSON.parse(JSON.stringify({ import: importId, row, ...detail })),
  }
}

const overBudget = async (
  tx: TxCtx,
  racks: readonly Rack[],
  { importId }: { importId: string },
): Promise<AuditRecord[]> => {
  if (racks.length === 0) return []
  const sums = await rackSums(
    tx,
    racks.map(({ id }) => id),
  )
  return racks.flatMap((rack): AuditRecord[] => {
    const load = sums.get(rack.id)
    const warnings = load === undefined ? [] : budgetWarnings(rack, load).map(({ words }) => words)
    if (warnings.length === 0) return []
    const { code: key, datacenterId } = rack
    return [{ action: ACTION, entity: 'rack', key, datacenterId, detail: { import: importId, warnings } }]
  })
}
