import { describe, expect, it } from 'vitest'
import type { ServerFacts } from './server-actions'
import { judgeChange } from './server-batch'
import { handTransition, SERVER_STATES } from './server-state'

const facts = (given: Partial<ServerFacts>): ServerFacts => ({
  state: 'RACKED',
  place: 'rack',
  hasBmc: true,
  held: false,
  ...given,
})

describe('a change of many servers', () => {
  it('lets through no transition by hand that the machine does not draw, and calls none done that is not', () => {
    for (const state of SERVER_STATES) {
      for (const to of SERVER_STATES) {
        const { verdict } = judgeChange(facts({ state }), { kind: 'transition', to }, true)
        if (verdict === 'ready') expect([state, to, handTransition(state, to)]).toEqual([state, to, 'ok'])
        expect(verdict === 'already').toBe(state === to)
      }
    }
  })

  it('refuses where the button is locked, with one reason for all whatever their order', () => {
    const refused = (order: string) =>
      judgeChange(facts({ state: 'IN_SERVICE', order }), { kind: 'transition', to: 'DECOMMISSIONED' }, true)
    expect(refused('ORD-1')).toEqual(refused('ORD-2'))
    expect(refused('ORD-1')).toMatchObject({ verdict: 'refused', reason: expect.stringContaining('an order') })
  })

  it('a false alarm goes back to where the server stands', () => {
    const broken = facts({ state: 'BROKEN', place: 'warehouse' })
    expect(judgeChange(broken, { kind: 'transition', to: 'IN_WAREHOUSE' }, true).verdict).toBe('ready')
    expect(judgeChange(broken, { kind: 'transition', to: 'RACKED' }, true).verdict).toBe('refused')
  })

  it('refuses who may not, with the roles that may', () => {
    const judged = judgeChange(facts({}), { kind: 'hold' }, false)
    expect(judged).toEqual({ verdict: 'refused', reason: 'Needs the role TECH, OPERATOR or ADMIN.' })
    expect(judgeChange(facts({ held: true }), { kind: 'hold' }, true).verdict).toBe('already')
  })
})
