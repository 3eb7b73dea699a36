import type { z } from 'zod'
import { MOST_CHANGED } from '../../contracts/inventory/batch-sizes'
import type { BatchPreviewView, previewBatchInput, ServerChange } from '../../contracts/inventory/server-batch'
import type { Ctx } from '../../db/context'
import { can } from '../../domain/access/permissions'
import { invalid, unknownReference } from '../../domain/errors'
import { isHeld } from '../../domain/planning/eligibility'
import type { ServerFacts } from '../../domain/server-actions'
import { judgeChange, operationOf } from '../../domain/server-batch'
import { isPromised } from '../../domain/server-state'
import { serverWords } from '../../domain/state-words'
import { visible } from '../access/authorize'
import { selectServers } from '../inventory/select-servers'

const EXAMPLES = 5

const factsSelect = {
  barcode: true,
  state: true,
  datacenterId: true,
  rackId: true,
  warehouseId: true,
  bmcDriver: true,
  order: { select: { number: true } },
  hold: { select: { until: true } },
} as const

type Row = ServerFacts & { barcode: string; datacenterId: number; warehouseId: number | null }

/** What a change of many servers would do: the rules of the single server's buttons, asked of each, with nothing changed. */
export async function previewServerBatch(
  ctx: Ctx,
  input: z.output<typeof previewBatchInput>,
): Promise<BatchPreviewView> {
  const { selection, change } = input
  const target = change.kind === 'move' ? await findWarehouse(ctx, change.warehouse) : null
  const ids = await selectServers(ctx, selection, MOST_CHANGED + 1)
  if (ids.length > MOST_CHANGED) {
    const message = `More than ${MOST_CHANGED.toLocaleString('en-US')} servers at once cannot be changed: narrow the filter.`
    throw invalid({ path: 'selection', message })
  }
  const rows = await readFacts(ctx, ids)
  const refused = new Map<string, string[]>()
  const refuse = (reason: string, barcode: string) => refused.set(reason, [...(refused.get(reason) ?? []), barcode])
  const ready: Row[] = []
  let already = 0
  for (const row of rows) {
    const may = can(ctx.actor.grants, operationOf(row.state, change), row.datacenterId)
    const judged = judgeChange(row, change, may)
    const pinned = target !== null && target.datacenterId !== row.datacenterId && isPromised(row.state)
    if (judged.verdict === 'already' || (target !== null && row.warehouseId === target.id)) already += 1
    else if (judged.verdict === 'refused') refuse(judged.reason, row.barcode)
    else if (pinned) refuse('It is promised to an order and never leaves its datacenter.', row.barcode)
    else ready.push(row)
  }
  for (const barcode of missing(input, rows)) refuse('There is no such server.', barcode)
  return {
    total: ready.length + already + [...refused.values()].reduce((sum, all) => sum + all.length, 0),
    ready: ready.map(({ barcode }) => barcode),
    already,
    refused: [...refused]
      .map(([reason, all]) => ({ reason, count: all.length, examples: all.slice(0, EXAMPLES) }))
      .sort((a, b) => b.count - a.count),
    warnings: warningsOf(ready, change),
  }
}

const findWarehouse = async (ctx: Ctx, code: string) => {
  const found = await ctx.db.warehouse.findUnique({ where: { code }, select: { id: true, datacenterId: true } })
  if (found === null) throw unknownReference('change.warehouse', 'warehouse', code)
  return found
}

const readFacts = async (ctx: Ctx, ids: readonly number[]): Promise<Row[]> => {
  const allowed = visible(ctx, 'inventory.read')
  const rows = await ctx.db.server.findMany({
    where: { id: { in: [...ids] }, ...(allowed === undefined ? {} : { datacenterId: allowed }) },
    orderBy: { barcode: 'asc' },
    select: factsSelect,
  })
  const now = ctx.clock()
  return rows.map(({ rackId, bmcDriver, order, hold, ...row }) => ({
    ...row,
    place: rackId !== null ? 'rack' : row.warehouseId !== null ? 'warehouse' : 'none',
    hasBmc: bmcDriver !== null,
    held: isHeld(hold, now),
    order: order?.number ?? null,
  }))
}

/** Barcodes that were named and are not there, or not for this person to see. */
function missing({ selection }: z.output<typeof previewBatchInput>, rows: readonly Row[]): string[] {
  if (!('barcodes' in selection)) return []
  const known = new Set(rows.map(({ barcode }) => barcode.toLowerCase()))
  return selection.barcodes.filter((barcode) => !known.has(barcode.toLowerCase()))
}

function warningsOf(ready: readonly Row[], change: ServerChange): string[] {
  if (change.kind !== 'transition') return []
  const lost = new Map<string, number>()
  for (const { state, order } of ready) {
    if (change.to === 'BROKEN' && isPromised(state) && order) lost.set(order, (lost.get(order) ?? 0) + 1)
  }
  const orders = [...lost].map(([number, count]) => `${number} (${count})`)
  return [
    ...(orders.length === 0
      ? []
      : [`Orders lose servers: ${orders.slice(0, EXAMPLES).join(', ')}${orders.length > EXAMPLES ? ' …' : ''}.`]),
    ...(change.to === 'DECOMMISSIONED' ? [`${serverWords.DECOMMISSIONED.word} is final: no server comes back.`] : []),
  ]
}
