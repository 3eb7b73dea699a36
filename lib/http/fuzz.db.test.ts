import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzzApi } from '../testing/fuzz/fuzz-api'
import { type ApiWorld, apiWorld } from '../testing/http'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => world.close())

// The seed is fixed, so that a run fails for what changed in the code; the trial takes another one each time.
const SEED = Number(process.env.HAAS_FUZZ_SEED ?? 20261123)
const REQUESTS = Number(process.env.HAAS_FUZZ_REQUESTS ?? 1_500)

it(`${REQUESTS} generated requests: no 5xx, each 400 names its fields, each success has its shape`, {
  timeout: 300_000,
}, async () => {
  const { failures, answers } = await fuzzApi(world, { requests: REQUESTS, seed: SEED })
  if (process.env.HAAS_FUZZ_SHOW)
    console.log(
      [...answers]
        .map(([what, times]) => `${times} ${what}`)
        .sort()
        .join('\n'),
    )
  expect(failures).toEqual([])
})
