import { expect, it } from 'vitest'
import { unsettledComponents } from './unsettled'

it('a component keeps its ticket open while it waits for a part or nobody said what became of the one it has', () => {
  expect(
    unsettledComponents([
      { name: 'waits', part: { status: 'waiting' } },
      { name: 'has one', part: { status: 'reserved' } },
      { name: 'replaced', part: { status: 'consumed' }, result: 'replaced' },
      { name: 'was fine', part: { status: 'returned' }, result: 'not-needed' },
      { name: 'hands only' },
    ]),
  ).toEqual(['waits', 'has one'])
})
