import { describe, expect, it } from 'vitest'
import { ORDER_STATES, type OrderState, orderActions, orderMachine } from './order-state'

/** Written from the drawing: each state with all that may follow it. */
const DRAWN: Record<OrderState, OrderState[]> = {
  DRAFT: ['PLANNED', 'CANCELLED'],
  PLANNED: ['DRAFT', 'ALLOCATED', 'CANCELLED'],
  ALLOCATED: ['PLANNED', 'PROVISIONING', 'CANCELLED'],
  PROVISIONING: ['ACTIVE', 'FAILED', 'CANCELLED'],
  ACTIVE: ['RELEASING'],
  FAILED: ['PROVISIONING', 'CANCELLED'],
  RELEASING: ['RELEASED'],
  RELEASED: [],
  CANCELLED: [],
}
const cells = ORDER_STATES.flatMap((from) => ORDER_STATES.map((to) => ({ from, to, drawn: DRAWN[from].includes(to) })))

describe('the life of an order', () => {
  it.each(cells)('$from → $to: $drawn', ({ from, to, drawn }) => {
    expect(orderMachine.canGo(from, to)).toBe(drawn)
    expect(orderMachine.allowed(from).includes(to)).toBe(drawn)
    expect(orderMachine.sources(to).includes(from)).toBe(drawn)
  })
})

/** The actions that are open in each state of an order that has all it needs. */
const OPEN: Record<OrderState, string[]> = {
  DRAFT: ['plan', 'cancel'],
  PLANNED: ['plan', 'drop-plan', 'allocate', 'cancel'],
  ALLOCATED: ['plan', 'provision', 'cancel'],
  PROVISIONING: ['cancel'],
  ACTIVE: ['release'],
  FAILED: ['retry', 'cancel'],
  RELEASING: [],
  RELEASED: [],
  CANCELLED: [],
}

describe('what can be done with an order', () => {
  it.each(ORDER_STATES)('%s: each refused action says why', (status) => {
    const actions = orderActions({ status, hasCurrentPlan: status === 'PLANNED' })
    expect(actions.filter((entry) => entry.allowed).map((entry) => entry.action)).toEqual(OPEN[status])
    for (const entry of actions) expect(entry.reason === undefined).toBe(entry.allowed)
  })

  it('every open action that leads to a state follows a drawn arrow', () => {
    for (const status of ORDER_STATES) {
      for (const { allowed, to } of orderActions({ status, hasCurrentPlan: true })) {
        if (allowed && to && to !== status) expect(orderMachine.canGo(status, to)).toBe(true)
      }
    }
  })

  it('provisioning names the servers that stand in no rack or have no BMC', () => {
    const of = (more: object) =>
      orderActions({ status: 'ALLOCATED', hasCurrentPlan: true, ...more }).find((a) => a.action === 'provision')
    expect(of({ notRacked: ['SRV-1', 'SRV-2'] })?.reason).toBe('Not in a rack: SRV-1, SRV-2.')
    expect(of({ noBmc: ['SRV-3'] })?.reason).toBe('No BMC: SRV-3.')
  })

  it('a lost server can be replaced while the order holds its servers', () => {
    const open = ORDER_STATES.filter((status) =>
      orderActions({ status, hasCurrentPlan: true, degraded: ['SRV-1'] }).some(
        (a) => a.action === 'replace' && a.allowed,
      ),
    )
    expect(open).toEqual(['ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED'])
  })

  it('a cancel that was asked for cannot be asked for again', () => {
    const cancel = orderActions({ status: 'PROVISIONING', hasCurrentPlan: true, cancelRequested: true }).at(-1)
    expect(cancel).toMatchObject({ action: 'cancel', allowed: false })
  })
})
