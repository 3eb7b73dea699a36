import { describe, expect, test } from 'vitest'
import type { OrderState } from '@/lib/domain/order-state'
import { arrivals, lifeSteps } from './order-life'

const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`
const order = (status: OrderState, hour: number) => ({ status, statusSince: at(hour), createdAt: at(8) })
const drawn = (steps: ReturnType<typeof lifeSteps>) => steps.map(({ state, when }) => `${state} ${when}`)

describe('the life of an order as steps', () => {
  test('a planned order has passed its draft and has three to go', () => {
    const steps = lifeSteps(order('PLANNED', 9), {})
    expect(drawn(steps)).toEqual([
      'DRAFT passed',
      'PLANNED now',
      'ALLOCATED to-come',
      'PROVISIONING to-come',
      'ACTIVE to-come',
    ])
    expect(steps.map((step) => step.at)).toEqual([at(8), at(9), undefined, undefined, undefined])
  })

  test('a failed one stands between provisioning and active', () => {
    expect(drawn(lifeSteps(order('FAILED', 9), {}))).toContain('FAILED now')
    expect(drawn(lifeSteps(order('FAILED', 9), {}))).toContain('ACTIVE to-come')
  })

  test('a released one shows its end as well', () => {
    expect(drawn(lifeSteps(order('RELEASED', 9), {})).slice(-3)).toEqual([
      'ACTIVE passed',
      'RELEASING passed',
      'RELEASED now',
    ])
  })

  test('a cancelled one shows how far it went, and nothing to come', () => {
    const came = arrivals([
      { at: at(9), to: 'PLANNED' },
      { at: at(10), to: 'CANCELLED' },
    ])
    expect(drawn(lifeSteps(order('CANCELLED', 10), came))).toEqual(['DRAFT passed', 'PLANNED passed', 'CANCELLED now'])
  })

  test('of several arrivals the last counts, whatever order they are listed in', () => {
    expect(
      arrivals([
        { at: at(11), to: 'PLANNED' },
        { at: at(9), to: 'PLANNED' },
        { at: at(9), to: undefined },
        { at: at(9), to: 'nonsense' },
      ]),
    ).toEqual({ PLANNED: at(11) })
  })
})
