import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testing/context'
import { codeArray, intArray, textArray } from './array-literal'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

it('PostgreSQL reads back every text, whatever is in it, and tells NULL from the word', async () => {
  const texts = fc.array(fc.option(fc.oneof(fc.string(), fc.constantFrom('NULL', '{a,b}', '"', '\\', ' ', '\n'))))
  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const values = given.map((text) => text?.replaceAll('\u0000', '') ?? null)
      const [row] = await world.db.$queryRaw<{ back: (string | null)[] }[]>`
        SELECT to_json(${textArray(values)}::text[]) AS back`
      expect(row?.back).toEqual(values)
    }),
    { numRuns: 100 },
  )
})

it('and numbers and codes, none among them', async () => {
  const back = async (numbers: string, codes: string) => {
    const [row] = await world.db.$queryRaw<{ numbers: (number | null)[]; codes: string[] }[]>`
      SELECT to_json(${numbers}::int[]) AS numbers, to_json(${codes}::text[]) AS codes`
    return row
  }
  expect(await back(intArray([3, null, -1]), codeArray(['NULL', 'a.b:C-1', '2026-11-29T10:00:00.000Z']))).toEqual({
    numbers: [3, null, -1],
    codes: ['NULL', 'a.b:C-1', '2026-11-29T10:00:00.000Z'],
  })
  expect(await back(intArray([]), codeArray([]))).toEqual({ numbers: [], codes: [] })
})
