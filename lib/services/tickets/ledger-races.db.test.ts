import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { raceLedger, SOUND_ROUND } from '../../testing/races/ledger-race'

vi.setConfig({ testTimeout: 180_000 })
let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ max: 12 })
})
afterAll(() => world.close())

it('whatever several people do with stock at once, the ledger adds up, each reserved piece is held once, none contradicts what is known, and none lies beside one who waits for it', async () => {
  const size = { rounds: 2, people: 6, steps: 20, seed: 20_261_129 }
  expect(await raceLedger(world, size)).toEqual(Array(size.rounds).fill(SOUND_ROUND))
})
