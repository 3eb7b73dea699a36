import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { raceTallies } from '../../testing/races/tally-race'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ max: 9 })
})
afterAll(() => world.close())

describe('the counts that plans are made from', () => {
  it('are what a count says after 1,000 random operations from 8 connections, and are folded as they come', async () => {
    const { done, refused, differences, deltas } = await raceTallies(world, 1000)
    expect(differences).toEqual([])
    expect(done + refused).toBe(1000)
    expect(done).toBeGreaterThan(300)
    expect(deltas).toBeLessThan(1000)
  })
})
