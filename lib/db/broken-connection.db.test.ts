import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testing/context'
import { inTransaction } from './context'

let world: TestWorld
let admin: pg.Client
beforeAll(async () => {
  world = await testWorld()
  admin = new pg.Client({ connectionString: world.url })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await world.close()
})

it('a connection that breaks inside a transaction is a 503 to whoever asked, whatever the driver calls it, and the next one works', async () => {
  const cut = inTransaction(world.ctx, async (tx) => {
    const [{ pid } = { pid: 0 }] = await tx.db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    await admin.query('SELECT pg_terminate_backend($1)', [pid])
    // The first query after it may still meet the server's farewell; the second finds a client that is no more.
    await tx.db.$queryRaw`SELECT 1`.catch(() => undefined)
    await tx.db.$queryRaw`SELECT 1`
  })
  await expect(cut).rejects.toMatchObject({ code: 'unavailable' })
  expect(await world.db.datacenter.count()).toBe(0)
})

it('a fault of ours stays one while all connections are well', async () => {
  const broken = inTransaction(world.ctx, async () => {
    throw new Error('a fault of ours')
  })
  await expect(broken).rejects.toThrow('a fault of ours')
})
