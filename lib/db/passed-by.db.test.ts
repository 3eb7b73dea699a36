import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type TestWorld, testWorld } from '../testing/context'
import type { Db } from './client'
import { passedBy } from './passed-by'

let world: TestWorld
let db: Db
beforeAll(async () => {
  world = await testWorld()
  db = world.db
})
afterAll(() => world.close())

const bytes = Buffer.from([0, 1, 39, 92, 127, 128, 255])

it('a value that passes Prisma by is in the statement as it is, beside others and in its place', async () => {
  const rows = await db.$transaction((tx) =>
    passedBy(
      [bytes, Buffer.alloc(0)] as const,
      ([some, none]) =>
        tx.$queryRaw`SELECT ${'text'}::text AS a, ${some}::bytea AS b, ${7}::int AS c, length(${none}::bytea) AS d`,
    ),
  )
  expect(rows).toEqual([{ a: 'text', b: new Uint8Array(bytes), c: 7, d: 0 }])
})

it('it is let go with the answer, also where that is a refusal, and its name is no value', async () => {
  let kept = ''
  const refused = db.$transaction((tx) =>
    passedBy([bytes] as const, ([name]) => {
      kept = name
      return tx.$executeRaw`SELECT 1 / (length(${name}::bytea) - ${bytes.length}::int)`
    }),
  )
  await expect(refused).rejects.toThrow('division by zero')
  await expect(db.$queryRaw`SELECT ${kept}::text`).rejects.toThrow('a value was let go')
})

it('those of many at once are not mixed up, in transactions and without', async () => {
  const many = Array.from({ length: 20 }, (_, i) => Buffer.alloc(100, i))
  const rows = await Promise.all(
    many.map((value, i) => {
      const ask = (on: Pick<Db, '$queryRaw'>) =>
        passedBy([value] as const, ([name]) => on.$queryRaw`SELECT ${name}::bytea AS b`)
      return i % 2 === 0 ? ask(db) : db.$transaction(ask)
    }),
  )
  expect(rows).toEqual(many.map((value) => [{ b: new Uint8Array(value) }]))
})

it('a copy of the module, as another part of the build has it, names values that this one finds', async () => {
  vi.resetModules()
  const { passedBy: another } = await import('./passed-by')
  expect(another).not.toBe(passedBy)
  const rows = await another([bytes] as const, ([name]) => db.$queryRaw`SELECT ${name}::bytea AS b`)
  expect(rows).toEqual([{ b: new Uint8Array(bytes) }])
})
