import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { raceIngest } from '../../testing/races/ingest-race'

const ROUNDS = 400
const FIRST_SEED = 1000
let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ max: 16 })
})
afterAll(() => world.close())

it('any split, order and repetition, by eight senders at once, gives the same tickets and the same stock', async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
    const { plain, raced } = await raceIngest(world, seed)
    expect(raced, `seed ${seed}`).toEqual(plain)
  }
})
