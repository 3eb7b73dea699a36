import { expect, test } from 'vitest'
import { SameCode } from './same-code'

test('a label counts once while it lies in front of the camera, and again after it was away', () => {
  const same = new SameCode()
  expect(same.isNew('A', 0)).toBe(true)
  for (let at = 100; at < 10_000; at += 100) expect(same.isNew('A', at)).toBe(false)
  expect(same.isNew('B', 10_000)).toBe(true)
  expect(same.isNew('A', 10_100)).toBe(true)
  expect(same.isNew('A', 12_200)).toBe(true)
})
