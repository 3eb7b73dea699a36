import { expect, test } from 'vitest'
import {
  figureHref,
  windowOf,
  withNothingSupposed,
  withoutSupposed,
  withParameter,
  withSupposed,
} from './capacity-address'

const params = new URLSearchParams('datacenter=FRA1&lose=FRA1-A07&cores=56')

test('a figure leads to the servers that it counts', () => {
  expect(figureHref('free', { datacenter: 'FRA1' })).toBe('/servers?datacenter=FRA1&state=RACKED&free=true')
  expect(figureHref('heldBack', { datacenter: null })).toBe('/servers?state=RACKED&state=IN_WAREHOUSE&free=false')
  expect(figureHref('free', { datacenter: null, model: 'r650', minCpuCores: 56 })).toBe(
    '/servers?state=RACKED&free=true&model=r650&minCpuCores=56',
  )
})

test('what is supposed is added to the address and taken from it, and the rest of it stays', () => {
  expect(withSupposed(params, 'add', '20xr650@FRA1')).toBe(
    '/?datacenter=FRA1&lose=FRA1-A07&cores=56&add=20xr650%40FRA1',
  )
  expect(withSupposed(params, 'lose', 'FRA1-A07')).toBe('/?datacenter=FRA1&cores=56&lose=FRA1-A07')
  expect(withoutSupposed(params, 'lose', 'fra1-a07')).toBe('/?datacenter=FRA1&cores=56')
  expect(withNothingSupposed(params)).toBe('/?datacenter=FRA1&cores=56')
  expect(withParameter(new URLSearchParams(), 'window', [])).toBe('/')
})

test('a window that is none of the three is the longest', () => {
  expect([windowOf('7'), windowOf('8'), windowOf(null)]).toEqual(['7', '90', '90'])
})
