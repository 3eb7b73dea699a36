import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { raceLastSpare, SPARE_ROUND } from '../../testing/races/spare-race'
import { raceSupply } from '../../testing/races/supply-race'
import { DIFFERENT_ROUND, IDENTICAL_ROUND, raceEvents } from '../../testing/races/ticket-race'

const ROUNDS = 8
// Half a second a round on two idle cores, several times that on busy ones.
vi.setConfig({ testTimeout: 180_000 })
let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ max: 64 })
})
afterAll(() => world.close())

it('64 identical events at once open one ticket, the rest are duplicates', async () => {
  expect(await raceEvents(world, 'identical', ROUNDS)).toEqual(Array(ROUNDS).fill(IDENTICAL_ROUND))
})

it('64 different events of one server at once open one ticket, the rest are attached', async () => {
  expect(await raceEvents(world, 'different', ROUNDS)).toEqual(Array(ROUNDS).fill(DIFFERENT_ROUND))
})

it('32 reservations of the last spare give it once', async () => {
  expect(await raceLastSpare(world, ROUNDS)).toEqual(Array(ROUNDS).fill(SPARE_ROUND))
})

it('no component is left waiting beside the part that arrives at the same moment', async () => {
  expect(await raceSupply(world, ROUNDS)).toEqual(Array(ROUNDS).fill(0))
})
