import { expect, it } from 'vitest'
import { uuid } from '../contracts/primitives'
import { randomKey, randomUuid } from './random-key'

it('makes keys and UUIDs that no two have', () => {
  const made = Array.from({ length: 500 }, () => [randomKey(), randomUuid()])
  expect(new Set(made.flat()).size).toBe(1_000)
  for (const [key, id] of made) {
    expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect(uuid.safeParse(id).success).toBe(true)
  }
})
