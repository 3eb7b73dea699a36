import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { raceLedger, SOUND_ROUND } from '../../testing/races/ledger-race'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ max: 24 })
})
afterAll(() => world.close())

it('whatever several people do with stock at once, the ledger adds up, each reserved piece is held once, none contradicts what is known, and none lies beside one who waits for it', async () => {
  const size = { rounds: 40, people: 16, steps: 40, seed: Date.now() % 1_000_000 }
  expect(await raceLedger(world, size), `seed ${size.seed}`).toEqual(Array(size.rounds).fill(SOUND_ROUND))
})
