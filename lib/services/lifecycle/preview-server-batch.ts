import type { z } from 'zod'
import { MOST_BULK, MOST_CHANGED } from '../../contracts/inventory/batch-sizes'
import type { BatchPreviewView, previewBatchInput, ServerChange } from '../../contracts/inventory/server-batch'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import { can } from '../../domain/access/permissions'
import { unknownReference } from '../../domain/errors'
import type { ServerFacts } from '../../domain/server-actions'
import { judgeChange, operationOf } from '../../domain/server-batch'
import { isPromised, PROMISED_STATES } from '../../domain/server-state'
import { serverWords } from '../../domain/state-words'
import { selectServers } from '../inventory/select-servers'
import { tooManyServers } from './too-many-servers'

const EXAMPLES = 5

/** Servers of which a change decides alike, with all of their barcodes where there are few servers in all. */
type Alike = ServerFacts & { datacenterId: number; there: boolean; count: number; barcodes: string[] }

/**
 * What a change of many servers would do: the rules of the single server's buttons, asked once of all that are alike, with
 * nothing changed.
 */
export async function previewServerBatch(
  ctx: Ctx,
  input: z.output<typeof previewBatchInput>,
): Promise<BatchPreviewView> {
  const { selection, change } = input
  const target = change.kind === 'move' ? await findWarehouse(ctx, change.warehouse) : null
  const selected = await selectServers(ctx, selection, MOST_BULK + 1)
  const groups = await readAlike(ctx, selected, target?.id ?? null)
  const found = groups.reduce((sum, { count }) => sum + count, 0)
  if (found > MOST_BULK) throw tooManyServers()
  const refused = new Map<string, { count: number; barcodes: string[] }>()
  const refuse = (reason: string, { count, barcodes }: { count: number; barcodes: readonly string[] }) => {
    const before = refused.get(reason) ?? { count: 0, barcodes: [] }
    refused.set(reason, { count: before.count + count, barcodes: [...before.barcodes, ...barcodes] })
  }
  const ready: Alike[] = []
  let already = 0
  for (const group of groups) {
    const operation = operationOf(group.state, change)
    // Who moves a server has to be allowed to at both ends.
    const places = target === null ? [group.datacenterId] : [group.datacenterId, target.datacenterId]
    const may = places.every((id) => can(ctx.actor.grants, operation, id))
    const judged = judgeChange(group, change, may)
    const pinned = target !== null && target.datacenterId !== group.datacenterId && isPromised(group.state)
    if (judged.verdict === 'already' || (target !== null && group.there)) already += group.count
    else if (judged.verdict === 'refused') refuse(judged.reason, group)
    else if (pinned) refuse('It is promised to an order and never leaves its datacenter.', group)
    else ready.push(group)
  }
  const missing = 'barcodes' in selection ? missingOf(selection.barcodes, groups) : []
  if (missing.length > 0) refuse('There is no such server.', { count: missing.length, barcodes: missing })
  return {
    total: found + missing.length,
    changeable: ready.reduce((sum, { count }) => sum + count, 0),
    ready: found > MOST_CHANGED ? [] : ready.flatMap(({ barcodes }) => barcodes).sort(),
    already,
    refused: [...refused]
      .map(([reason, { count, barcodes }]) => ({ reason, count, examples: barcodes.sort().slice(0, EXAMPLES) }))
      .sort((a, b) => b.count - a.count),
    warnings: await warningsOf(ctx, { selected, change, ready }),
  }
}

const findWarehouse = async (ctx: Ctx, code: string) => {
  const found = await ctx.db.warehouse.findUnique({ where: { code }, select: { id: true, datacenterId: true } })
  if (found === null) throw unknownReference('change.warehouse', 'warehouse', code)
  return found
}

/** Few groups, however many servers: what a change asks of a server has few values. */
const readAlike = async (ctx: Ctx, selected: Prisma.Sql, warehouse: number | null): Promise<Alike[]> => {
  const now = ctx.clock()
  return ctx.db.$queryRaw<Alike[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT state::text AS state, datacenter_id AS "datacenterId", place, "hasBmc", held, there, count(*)::int AS count,
      (array_agg(barcode ORDER BY barcode))[1:CASE WHEN max(total) > ${MOST_CHANGED} THEN ${EXAMPLES}::int ELSE ${MOST_CHANGED}::int END] AS barcodes
    FROM (
      SELECT state, datacenter_id, barcode::text AS barcode, bmc_driver IS NOT NULL AS "hasBmc",
        CASE WHEN rack_id IS NOT NULL THEN 'rack' WHEN warehouse_id IS NOT NULL THEN 'warehouse' ELSE 'none' END AS place,
        hold_id IS NOT NULL AND (hold_until IS NULL OR hold_until > ${now}::timestamptz) AS held,
        coalesce(warehouse_id = ${warehouse}::int, false) AS there, count(*) OVER () AS total
      FROM (${selected}) chosen
    ) one GROUP BY 1, 2, 3, 4, 5, 6`
}

/** Barcodes that were named and are not there, or not for this person to see. */
function missingOf(named: readonly string[], groups: readonly Alike[]): string[] {
  const known = new Set(groups.flatMap(({ barcodes }) => barcodes.map((barcode) => barcode.toLowerCase())))
  return named.filter((barcode) => !known.has(barcode.toLowerCase()))
}

const warningsOf = async (
  ctx: Ctx,
  { selected, change, ready }: { selected: Prisma.Sql; change: ServerChange; ready: readonly Alike[] },
): Promise<string[]> => {
  if (change.kind !== 'transition') return []
  if (change.to === 'DECOMMISSIONED') return [`${serverWords.DECOMMISSIONED.word} is final: no server comes back.`]
  const where = [...new Set(ready.flatMap(({ state, datacenterId }) => (isPromised(state) ? [datacenterId] : [])))]
  if (change.to !== 'BROKEN' || where.length === 0) return []
  const rows = await ctx.db.$queryRaw<{ number: string; count: number }[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT o.number::text AS number, count(*)::int AS count FROM (${selected}) chosen JOIN orders o ON o.id = chosen.order_id
    WHERE chosen.state = ANY(${[...PROMISED_STATES]}::server_state[]) AND chosen.datacenter_id = ANY(${where}::int[])
    GROUP BY o.number ORDER BY count(*) DESC, o.number LIMIT ${EXAMPLES + 1}`
  const orders = rows.slice(0, EXAMPLES).map(({ number, count }) => `${number} (${count})`)
  return [`Orders lose servers: ${orders.join(', ')}${rows.length > EXAMPLES ? ' …' : ''}.`]
}
