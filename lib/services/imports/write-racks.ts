import type { Ctx, TxCtx } from '../../db/context'
import { foldCode, walkKey } from '../../domain/code'
import type { CellError } from '../../domain/imports/verdict'
import { type AuditRecord, announceChanges, auditRows } from '../audit/record-audit'

const ACTION = 'imports.import-racks'

export interface RackValue {
  code: string
  datacenter: string
  heightU: number
  row: string | undefined
  maxPowerW: number | undefined
  maxWeightKg: number | undefined
  tags: string[] | undefined
}

export interface KnownRack {
  id: number
  code: string
  datacenter: string
  datacenterId: number
  row: string | null
  heightU: number
  maxPowerW: number | null
  maxWeightKg: number | null
  tags: string[]
  /** The highest unit that something in it takes. */
  topU: number
}

interface Changes {
  heightU?: number
  row?: string
  walkKey?: string
  maxPowerW?: number
  maxWeightKg?: number
  tags?: string[]
}

export type RackPlan =
  | { outcome: 'added'; value: RackValue; datacenterId: number }
  | { outcome: 'changed'; rack: KnownRack; changes: Changes }
  | { outcome: 'unchanged' }
  | { outcome: 'bad'; errors: CellError[] }

interface Planned {
  row: number
  plan: RackPlan
}

export const readKnownRacks = async (ctx: Ctx | TxCtx, codes: readonly string[]): Promise<Map<string, KnownRack>> => {
  const rows = await ctx.db.$queryRaw<KnownRack[]>`
    SELECT r.id, r.code::text AS code, d.code::text AS datacenter, r.datacenter_id AS "datacenterId", r.row,
      r.height_u AS "heightU", r.max_power_w AS "maxPowerW", r.max_weight_kg AS "maxWeightKg", r.tags,
      coalesce((SELECT max(o.u + greatest(o.height_u, 1) - 1) FROM rack_occupancy o WHERE o.rack_id = r.id), 0)::int AS "topU"
    FROM racks r JOIN datacenters d ON d.id = r.datacenter_id WHERE r.code = ANY(${[...codes]}::citext[])`
  return new Map(rows.map((row) => [foldCode(row.code), row]))
}

/** Writes what was judged, with an audit row for each rack. */
export const writeRacks = async (
  tx: TxCtx,
  planned: readonly Planned[],
  about: { importId: string },
): Promise<void> => {
  const added = planned.flatMap(({ row, plan }) => (plan.outcome === 'added' ? [{ row, ...plan }] : []))
  const changed = planned.flatMap(({ row, plan }) => (plan.outcome === 'changed' ? [{ row, ...plan }] : []))
  if (added.length > 0) {
    await tx.db.rack.createMany({
      data: added.map(({ value, datacenterId }) => ({
        code: value.code,
        datacenterId,
        row: value.row ?? null,
        walkKey: walkKey({ row: value.row ?? null, code: value.code }),
        heightU: value.heightU,
        maxPowerW: value.maxPowerW ?? null,
        maxWeightKg: value.maxWeightKg ?? null,
        tags: value.tags ?? [],
      })),
    })
  }
  if (changed.length > 0) {
    const rows = changed.map(({ rack, changes }) => ({ id: rack.id, ...changes }))
    await tx.db.$executeRaw`
      UPDATE racks r SET height_u = coalesce(n."heightU", r.height_u), row = coalesce(n.row, r.row),
        walk_key = coalesce(n."walkKey", r.walk_key), max_power_w = coalesce(n."maxPowerW", r.max_power_w),
        max_weight_kg = coalesce(n."maxWeightKg", r.max_weight_kg), tags = coalesce(n.tags, r.tags),
        version = r.version + 1, updated_at = ${tx.clock()}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS n (id int, "heightU" int, row text, "walkKey" text, "maxPowerW" int, "maxWeightKg" int, tags text[])
      WHERE r.id = n.id`
  }
  const records: AuditRecord[] = [
    ...added.map(({ row, value, datacenterId }) => record(value.code, datacenterId, { row, import: about.importId })),
    ...changed.map(({ row, rack, changes }) =>
      record(rack.code, rack.datacenterId, { row, import: about.importId, ...fromTo(rack, changes) }),
    ),
  ]
  if (records.length === 0) return
  await tx.db.$executeRaw(auditRows(tx, records))
  await announceChanges(tx, records.slice(0, 1))
}

function record(key: string, datacenterId: number, detail: Record<string, unknown>): AuditRecord {
  return { action: ACTION, entity: 'rack', key, datacenterId, detail: JSON.parse(JSON.stringify(detail)) }
}

function fromTo(rack: KnownRack, { walkKey: _, ...changes }: Changes): Record<string, unknown> {
  const before: Record<string, unknown> = { ...rack }
  return Object.fromEntries(Object.entries(changes).map(([field, to]) => [field, { from: before[field] ?? null, to }]))
}
