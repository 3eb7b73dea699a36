import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type TestWorld, testWorld } from '../testing/context'
import { CHANGES_CHANNEL, ChangeFeed } from './change-feed'

let world: TestWorld
let feed: ChangeFeed
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(() => {
  feed = new ChangeFeed(world.url, world.ctx.log)
})
afterAll(() => world.close())

const tell = (payload: string) => world.db.$executeRaw`SELECT pg_notify(${CHANGES_CHANNEL}, ${payload})`

it('tells again what was told since a mark and a little before, once it has listened for that long', async () => {
  vi.useFakeTimers({ toFake: ['performance'], now: 10_000 })
  try {
    expect(feed.mark()).toBe(null)
    const heard: string[] = []
    const leave = await feed.subscribe({ onMessage: (payload) => heard.push(payload), onMissed: () => undefined })
    const early = feed.mark() ?? ''
    expect(feed.toldSince(early)).toBe(null)
    await tell('long ago')
    await expect.poll(() => heard).toEqual(['long ago'])
    vi.advanceTimersByTime(10_000)
    const mark = feed.mark() ?? ''
    expect(feed.toldSince(mark)).toEqual([])
    await tell('since')
    await expect.poll(() => heard).toEqual(['long ago', 'since'])
    expect(feed.toldSince(mark)).toEqual(['since'])
    expect(feed.toldSince(`other.${mark.split('.')[1]}`)).toBe(null)
    expect(feed.toldSince('nonsense')).toBe(null)
    // Nobody listens for a moment, as between two pages: it is heard all the same.
    leave()
    await tell('between')
    await expect.poll(() => feed.toldSince(mark)).toEqual(['since', 'between'])
  } finally {
    vi.useRealTimers()
    feed.close()
  }
  expect(feed.toldSince('any.1')).toBe(null)
})
