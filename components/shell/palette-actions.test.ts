import { describe, expect, test } from 'vitest'
import type { OrderView } from '@/lib/contracts/planning/order'
import { actionsOn } from './palette-actions'
import type { PaletteLocks } from './palette-intents'

const free = { scan: null, repair: null, beyondRepair: null, placeHold: null, endHold: null, power: null }
const locks: PaletteLocks = {
  me: 'Ana',
  server: { ...free, openTicket: null, edit: null },
  order: {
    ...{ again: null, plan: null, 'drop-plan': null, allocate: null, provision: null },
    ...{ retry: null, cancel: 'This needs the role PLANNER.', release: null, replace: null },
  },
  ticket: { open: null, edit: null, photo: null, move: null, settle: null },
}
const order = { number: 'ORD-1', status: 'PLANNED', cancelRequested: false, degraded: [] as string[] } as OrderView
const item = { kind: 'order', code: 'ORD-1', title: 'Acme', href: '/orders/ORD-1' } as const

describe('what the palette offers on a thing', () => {
  test('are its legal actions first, then its pages, then what is refused, each with its reason', () => {
    const entries = actionsOn(item, { on: 'order', order }, locks)
    const refused = entries.filter(({ disabledReason }) => disabledReason !== null)
    expect(entries.slice(0, 4).map(({ title }) => title)).toEqual([
      'Plan…',
      'Drop the plan…',
      'Allocate…',
      'What was done to it',
    ])
    expect(entries.slice(4)).toEqual(refused)
    expect(refused.find(({ title }) => title === 'Cancel…')?.disabledReason).toBe('This needs the role PLANNER.')
    expect(refused.find(({ title }) => title === 'Provision…')?.disabledReason).toBe(
      'Needs its servers allocated first.',
    )
  })

  test('an action leads to its page, or opens its dialog in place', () => {
    const [plan, drop] = actionsOn(item, { on: 'order', order }, locks)
    expect(plan?.href).toBe('/orders/new?order=ORD-1&step=plan')
    expect(drop?.intent).toEqual({ on: 'order', order, action: 'drop-plan' })
  })

  test('before it is known how it stands there are only its pages', () => {
    expect(actionsOn(item, null, locks).map(({ title }) => title)).toEqual(['What was done to it'])
  })
})
