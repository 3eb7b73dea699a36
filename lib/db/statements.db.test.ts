import { afterAll, beforeAll, expect, it } from 'vitest'
import { asOneRequest } from '../env/request-cost'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { createDb, type Db } from './client'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

/** How many statements `work` sends, as one request. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const cost = { statements: 0 }
  // Prisma sends a query when it is waited for: within the request.
  await asOneRequest(cost, async () => void (await work()))
  return cost.statements
}

const withRelations = { where: {}, include: { racks: true, warehouses: true }, take: 5 } as const

it('no statement is shared out among processes', async () => {
  const rows = await db.$queryRaw`SHOW max_parallel_workers_per_gather`
  expect(rows).toEqual([{ max_parallel_workers_per_gather: '0' }])
})

it('each request is told its own statements, with those of its transactions, whatever runs beside it', async () => {
  await db.datacenter.create({ data: { code: 'FRA1', name: 'Frankfurt' } })
  const count = () => db.server.count()
  const inTransaction = () =>
    db.$transaction(async (tx) => {
      await tx.server.count()
      await tx.datacenter.findMany(withRelations)
    })
  const once = [await costOf(count), await costOf(inTransaction)]
  // BEGIN, a count, a list with two relations, COMMIT.
  expect(once).toEqual([1, 6])
  const many = await Promise.all([count, inTransaction, count, inTransaction].map(costOf))
  expect(many).toEqual([...once, ...once])
})

it('a connection is never asked two things at once, and goes on after a statement that failed', async () => {
  const warnings: string[] = []
  const hear = (warning: Error) => void warnings.push(warning.message)
  process.on('warning', hear)
  const [rows] = await db.$transaction(async (tx) => {
    await tx.datacenter.findMany(withRelations)
    return Promise.all([tx.datacenter.count(), tx.datacenter.findMany(withRelations), tx.rack.count()])
  })
  expect(rows).toBe(1)
  await expect(db.$transaction((tx) => tx.$queryRaw`SELECT 1 / 0`)).rejects.toThrow('division by zero')
  expect(await db.datacenter.count()).toBe(1)
  // A warning is said in the next turn.
  await new Promise(setImmediate)
  process.off('warning', hear)
  expect(warnings).toEqual([])
})
