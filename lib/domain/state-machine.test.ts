import { describe, expect, it } from 'vitest'
import { defineMachine } from './state-machine'

describe('a state machine', () => {
  it('refuses an arrow that is drawn twice', () => {
    const transitions = [
      { from: 'a', to: 'b', by: 'x' },
      { from: 'a', to: 'b', by: 'y' },
    ] as const
    expect(() => defineMachine({ states: ['a', 'b'], transitions })).toThrow('a → b is drawn twice')
  })

  it('never goes from a state to itself unless it is drawn', () => {
    const machine = defineMachine({ states: ['a', 'b'], transitions: [{ from: 'a', to: 'b', by: 'x' }] })
    expect(machine.canGo('a', 'a')).toBe(false)
    expect(machine.isFinal('b')).toBe(true)
  })
})
