import { createRackInput } from '../../contracts/inventory/rack'
import { code, heightU, positive, tags } from '../../contracts/primitives'
import type { Ctx, TxCtx } from '../../db/context'
import { can, refusal } from '../../domain/access/permissions'
import { foldCode, walkKey } from '../../domain/code'
import type { CellError, Verdict } from '../../domain/imports/verdict'
import { Cells, codesAt, findRepeated } from './cells'
import type { ImportPass } from './import-pass'
import type { Table, TableRow } from './read-table'
import { readDatacenters } from './references'
import { type KnownRack, type RackPlan, type RackValue, readKnownRacks, writeRacks } from './write-racks'

interface RackRow extends TableRow {
  value: RackValue | null
}

interface RackWorld {
  ctx: Ctx | TxCtx
  datacenters: Awaited<ReturnType<typeof readDatacenters>>
  racks: Map<string, KnownRack>
}

/** A table of racks: new ones, and new budgets, rows and heights of those that are there. */
export const openRacks = (table: Table): ImportPass => {
  const repeated = findRepeated(table.count, (index) => table.cell(index, 'code'))
  let plans = new Map<number, RackPlan>()
  const rowsIn = (from: number, to: number): RackRow[] =>
    Array.from({ length: to - from }, (_, i) => {
      const row = parse(table.row(from + i))
      const before = repeated.get(from + i)
      if (before !== undefined)
        row.errors.push({ column: 'code', message: `${row.cells.code} stands in row ${before} already` })
      return row
    })
  return {
    count: table.count,
    row: table.row,
    columns: table.columns,
    lock: async (tx, from, to) => {
      const codes = codesAt(table, 'code', from, to)
      await tx.db.$queryRaw`SELECT id FROM racks WHERE code = ANY(${codes}::citext[]) ORDER BY id FOR UPDATE`
    },
    judge: async (ctx, from, to) => {
      const slice = rowsIn(from, to)
      const datacenters = await readDatacenters(
        ctx,
        slice.map(({ value }) => value?.datacenter),
      )
      const world = { ctx, datacenters, racks: await readKnownRacks(ctx, codesAt(table, 'code', from, to)) }
      const judged = slice.map((row) => ({ row, plan: planOf(world, row) }))
      plans = new Map(judged.map(({ row, plan }) => [row.row, plan]))
      return judged.map(({ row: { row, line, file, text }, plan }): Verdict => {
        const errors = plan.outcome === 'bad' ? plan.errors : []
        return { row: { row, line, file, text }, outcome: plan.outcome, errors }
      })
    },
    write: async (tx, verdicts, about) => {
      const planned = verdicts.flatMap(({ row }) => {
        const plan = plans.get(row.row)
        return plan === undefined ? [] : [{ row: row.row, plan }]
      })
      await writeRacks(tx, planned, about)
    },
  }
}

function parse(row: TableRow): RackRow {
  const cells = new Cells(row.cells, row.errors)
  const own = cells.required('code', code)
  const datacenter = cells.required('datacenter', code)
  if (row.cells.heightU === undefined) cells.refuse('heightU', 'Is missing')
  const height = cells.whole('heightU', heightU)
  const more = {
    row: cells.text('row', createRackInput.shape.row.unwrap()),
    maxPowerW: cells.whole('maxPowerW', positive),
    maxWeightKg: cells.whole('maxWeightKg', positive),
    tags: cells.list('tags', tags),
  }
  const { errors } = cells
  const whole = own !== undefined && datacenter !== undefined && height !== undefined && errors.length === 0
  return { ...row, errors, value: whole ? { code: own, datacenter, heightU: height, ...more } : null }
}

function planOf(world: RackWorld, { value, errors }: RackRow): RackPlan {
  if (value === null || errors.length > 0) return { outcome: 'bad', errors }
  const known = world.racks.get(foldCode(value.code))
  const datacenter = world.datacenters.get(foldCode(value.datacenter))
  if (datacenter === undefined)
    return { outcome: 'bad', errors: [{ column: 'datacenter', message: `There is no datacenter ${value.datacenter}` }] }
  const operation = known === undefined ? 'inventory.create-rack' : 'inventory.edit-rack'
  if (!can(world.ctx.actor.grants, operation, datacenter.id))
    return { outcome: 'bad', errors: [{ column: 'datacenter', message: `${refusal(operation)} for this datacenter` }] }
  if (known === undefined) return { outcome: 'added', value, datacenterId: datacenter.id }
  const wrong = refusalsOf(known, value)
  if (wrong.length > 0) return { outcome: 'bad', errors: wrong }
  const changes = changesOf(known, value)
  return Object.keys(changes).length === 0 ? { outcome: 'unchanged' } : { outcome: 'changed', rack: known, changes }
}

function refusalsOf(known: KnownRack, value: RackValue): CellError[] {
  const errors: CellError[] = []
  if (foldCode(known.datacenter) !== foldCode(value.datacenter))
    errors.push({ column: 'datacenter', message: `${known.code} stands in ${known.datacenter}` })
  if (known.topU > value.heightU)
    errors.push({ column: 'heightU', message: `${known.code} holds something up to U${known.topU}` })
  return errors
}

/** What is empty in the file is left as it is. */
function changesOf(known: KnownRack, value: RackValue): (RackPlan & { outcome: 'changed' })['changes'] {
  const { heightU: height, row, maxPowerW, maxWeightKg } = value
  const sameTags = value.tags === undefined || value.tags.join('\n') === known.tags.join('\n')
  return {
    ...(height === known.heightU ? {} : { heightU: height }),
    ...(row === undefined || row === known.row ? {} : { row, walkKey: walkKey({ row, code: known.code }) }),
    ...(maxPowerW === undefined || maxPowerW === known.maxPowerW ? {} : { maxPowerW }),
    ...(maxWeightKg === undefined || maxWeightKg === known.maxWeightKg ? {} : { maxWeightKg }),
    ...(sameTags || value.tags === undefined ? {} : { tags: value.tags }),
  }
}
