import { describe, expect, test } from 'vitest'
import { troubleOf } from './trouble'

describe('the trouble of an order', () => {
  const now = Date.parse('2026-11-29T12:00:00Z')
  const active = { status: 'ACTIVE' as const, degraded: [], endsAt: '2026-11-29T11:59:00Z' }

  test('is what failed, what was lost, and an end that has passed while it is in use', () => {
    expect(troubleOf({ status: 'FAILED', degraded: ['A'] }, now)).toEqual(['jobs failed', '1 server lost'])
    expect(troubleOf({ status: 'ALLOCATED', degraded: ['A', 'B'] }, now)).toEqual(['2 servers lost'])
    expect(troubleOf(active, now)).toEqual(['past its end'])
  })

  test('is none for an end to come, nor for one of an order that is being released', () => {
    expect(troubleOf({ ...active, endsAt: '2026-11-30T00:00:00Z' }, now)).toEqual([])
    expect(troubleOf({ ...active, status: 'RELEASING' }, now)).toEqual([])
  })
})
