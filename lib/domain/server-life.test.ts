import { describe, expect, it } from 'vitest'
import { lifeOf } from './server-life'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const known = { since: at(1), changed: at(9), state: 'RACKED', place: 'A1 U3' } as const

describe('a server’s life', () => {
  it('is each state until the next, the first from the beginning on, the last until now', () => {
    const { states, places } = lifeOf(
      [
        { at: at(3), from: 'NEW', to: 'IN_WAREHOUSE', place: 'W1' },
        { at: at(5), from: 'IN_WAREHOUSE', to: 'RACKED', place: 'A1 U3' },
        { at: at(6), from: null, to: null, place: 'A1 U4' },
      ],
      known,
    )
    expect(states).toEqual([
      { value: 'NEW', from: at(1), to: at(3) },
      { value: 'IN_WAREHOUSE', from: at(3), to: at(5) },
      { value: 'RACKED', from: at(5), to: null },
    ])
    expect(places.map(({ value }) => value)).toEqual(['W1', 'A1 U3', 'A1 U4'])
  })

  it('is what is known now where the log says nothing', () => {
    const { states, places } = lifeOf([{ at: at(2), from: 'one note', to: 'another' }], known)
    expect(states).toEqual([{ value: 'RACKED', from: at(1), to: null }])
    expect(places).toEqual([{ value: 'A1 U3', from: at(1), to: null }])
  })

  it('ends with what is known now, though the log does not lead there', () => {
    const { states } = lifeOf([{ at: at(2), from: 'NEW', to: 'IN_WAREHOUSE' }], known)
    expect(states.at(-1)).toEqual({ value: 'RACKED', from: at(9), to: null })
  })

  it('does not break a state that is only said again', () => {
    const again = { at: at(4), from: 'RACKED', to: 'RACKED' }
    expect(lifeOf([again, { ...again, at: at(5) }], known).states).toHaveLength(1)
  })
})
