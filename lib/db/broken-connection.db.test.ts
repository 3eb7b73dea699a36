import { createServer, type Server } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testing/context'
import { createDb } from './client'
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

it('a connection that the server ends while it is being opened is a 503 too', async () => {
  const server = await closingServer()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const db = createDb(`postgresql://nobody@127.0.0.1:${port}/none`)
  try {
    await expect(inTransaction({ ...world.ctx, db }, async () => undefined)).rejects.toMatchObject({
      code: 'unavailable',
    })
  } finally {
    await db.$disconnect()
    server.close()
  }
})

it('more transactions than there are connections, for longer than a request may wait, are a 503 too', async () => {
  const db = createDb(world.url, { max: 1 })
  const ctx = { ...world.ctx, db }
  try {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = inTransaction(ctx, () => held)
    const second = inTransaction(ctx, async () => undefined)
    await expect(second).rejects.toMatchObject({ code: 'unavailable' })
    release()
    await first
  } finally {
    await db.$disconnect()
  }
})

it('a fault of ours stays one while all connections are well', async () => {
  const broken = inTransaction(world.ctx, async () => {
    throw new Error('a fault of ours')
  })
  await expect(broken).rejects.toThrow('a fault of ours')
})

/** A server that takes a connection and ends it at once, as PostgreSQL does in the moment of its stop. */
function closingServer(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.end())
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
