import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import {
  ONE_OF_EIGHT,
  PAIRS,
  racePiece,
  raceScanAndWontFix,
  raceSwap,
  raceTwoScanners,
} from '../../testing/races/repair-race'

vi.setConfig({ testTimeout: 120_000 })
let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ max: 32 })
})
afterAll(() => world.close())

it('two people who scan the new part at once use one up', async () => {
  expect(await raceTwoScanners(world)).toEqual({ pairs: PAIRS, stock: [0, 0] })
})

it('a scan of the new part and WONT_FIX at once use it up or give it back', async () => {
  const { stock, expected } = await raceScanAndWontFix(world)
  expect(stock).toEqual(expected)
})

it('eight crews who scan the last one of another part at once swap one reservation', async () => {
  expect(await raceSwap(world)).toEqual({
    outcomes: ONE_OF_EIGHT,
    stock: [
      [1, 7],
      [0, 0],
    ],
  })
})

it('eight crews who scan one piece at once build it into one server', async () => {
  expect(await racePiece(world)).toEqual({ outcomes: ONE_OF_EIGHT, stock: [0, 7] })
})
