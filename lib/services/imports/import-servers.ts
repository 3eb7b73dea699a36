import type { Ctx, TxCtx } from '../../db/context'
import type { Verdict } from '../../domain/imports/verdict'
import { codesAt, findRepeated } from './cells'
import type { Claims, ImportPass } from './import-pass'
import { judgeServer, type ServerPlan, type ServerWorld } from './judge-server'
import { readOccupantsOf } from './read-occupants-of'
import type { Table } from './read-table'
import { readDatacenters, readModels, readRacks, readRetired, readServers, readWarehouses } from './references'
import { parseServerRow, type ServerRow, type ServerValue } from './server-row'
import { writeServers } from './write-servers'

/** A table of servers: new ones where they stand or will arrive, and what is not known yet of those that are there. */
export const openServers = (table: Table): ImportPass => {
  const repeated = findRepeated(table.count, (index) => table.cell(index, 'barcode'))
  let plans = new Map<number, ServerPlan>()
  const rowsIn = (from: number, to: number): ServerRow[] =>
    Array.from({ length: to - from }, (_, i) => {
      const row = parseServerRow(table.row(from + i))
      const before = repeated.get(from + i)
      if (before !== undefined)
        row.errors.push({ column: 'barcode', message: `${row.cells.barcode} stands in row ${before} already` })
      return row
    })
  return {
    count: table.count,
    row: table.row,
    columns: table.columns,
    lock: (tx, from, to) => lockFor(tx, table, from, to),
    judge: async (ctx, from, to, claims) => {
      const slice = rowsIn(from, to)
      const world = await readWorld(ctx, valuesOf(slice), claims)
      const judged = slice.map((row) => ({ row, plan: planOf(world, row) }))
      plans = new Map(judged.map(({ row, plan }) => [row.row, plan]))
      return judged.map(({ row, plan }): Verdict => {
        const { row: number, line, file, text } = row
        const errors = plan.outcome === 'bad' ? plan.errors : []
        return { row: { row: number, line, file, text }, outcome: plan.outcome, errors }
      })
    },
    write: async (tx, verdicts, about) => {
      const planned = verdicts.flatMap(({ row }) => {
        const plan = plans.get(row.row)
        return plan === undefined ? [] : [{ row: row.row, plan }]
      })
      await writeServers(tx, planned, about)
    },
  }
}

function planOf(world: ServerWorld, row: ServerRow): ServerPlan {
  if (row.value === null || row.errors.length > 0) return { outcome: 'bad', errors: row.errors }
  return judgeServer(world, row.value)
}

const valuesOf = (rows: readonly ServerRow[]): ServerValue[] =>
  rows.flatMap(({ value }) => (value === null ? [] : [value]))

const readWorld = async (ctx: Ctx | TxCtx, values: readonly ServerValue[], claims: Claims): Promise<ServerWorld> => {
  const racks = await readRacks(
    ctx,
    values.map(({ rack }) => rack),
  )
  const barcodes = values.map(({ barcode }) => barcode)
  const stands = await readOccupantsOf(
    ctx,
    [...racks.values()].map(({ id }) => id),
  )
  // A rack that an earlier row of this pass has put something into is known from then on.
  for (const { id } of racks.values()) if (!claims.has(id)) claims.set(id, stands.get(id) ?? [])
  return {
    actor: ctx.actor,
    racks,
    occupants: claims,
    datacenters: await readDatacenters(
      ctx,
      values.map(({ datacenter }) => datacenter),
    ),
    warehouses: await readWarehouses(
      ctx,
      values.map(({ warehouse }) => warehouse),
    ),
    models: await readModels(
      ctx,
      values.map(({ model }) => model),
    ),
    servers: await readServers(ctx, barcodes),
    retired: await readRetired(ctx, barcodes),
  }
}

/** Servers by id, then models and racks as a scan takes them: nobody else fills a unit or reshapes a model meanwhile. */
const lockFor = async (tx: TxCtx, table: Table, from: number, to: number): Promise<void> => {
  const barcodes = codesAt(table, 'barcode', from, to)
  const models = codesAt(table, 'model', from, to)
  const racks = codesAt(table, 'rack', from, to)
  await tx.db.$queryRaw`SELECT id FROM servers WHERE barcode = ANY(${barcodes}::citext[]) ORDER BY id FOR UPDATE`
  await tx.db.$queryRaw`SELECT id FROM server_models WHERE slug = ANY(${models}::citext[]) ORDER BY id FOR SHARE`
  await tx.db.$queryRaw`SELECT id FROM racks WHERE code = ANY(${racks}::citext[]) ORDER BY id FOR NO KEY UPDATE`
}
