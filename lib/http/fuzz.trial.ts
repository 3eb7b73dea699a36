import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzzApi } from '../testing/fuzz/fuzz-api'
import { type ApiWorld, apiWorld } from '../testing/http'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => world.close())

it('10,000 generated requests: no 5xx, each 400 names its fields, each success has its shape', async () => {
  const seed = Number(process.env.HAAS_FUZZ_SEED ?? Date.now() % 1_000_000_000)
  const { failures } = await fuzzApi(world, { requests: 10_000, seed })
  expect(failures, `HAAS_FUZZ_SEED=${seed} repeats it`).toEqual([])
})
