import { createDb, type Db } from '../db/client'
import type { Actor, Ctx } from '../db/context'
import type { Role } from '../domain/access/permissions'
import { createTestDatabase } from './database'

export interface TestWorld {
  db: Db
  url: string
  /** A context of an ADMIN. */
  ctx: Ctx
  /** The same database as somebody else. */
  as(role: Role, datacenterId?: number | null): Ctx
  close(): Promise<void>
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** An actor with one role, everywhere or in one datacenter. */
export function testActor(role: Role, datacenterId: number | null = null): Actor {
  return { kind: 'user', key: `user:${role}`, name: `${role.toLowerCase()}@test`, grants: [{ role, datacenterId }] }
}

/** A migrated database of its own, with a pool of `max` connections, for one test file: make it in beforeAll, close it in afterAll. */
export async function testWorld(options: { max?: number; clock?: () => Date } = {}): Promise<TestWorld> {
  const database = await createTestDatabase()
  const db = createDb(database.url, { max: options.max ?? 10 })
  const as = (role: Role, datacenterId: number | null = null): Ctx => ({
    actor: testActor(role, datacenterId),
    db,
    clock: options.clock ?? (() => new Date()),
    log: silent,
    requestId: 'test',
  })
  return {
    db,
    url: database.url,
    ctx: as('ADMIN'),
    as,
    close: async () => {
      await db.$disconnect()
      await database.drop()
    },
  }
}
