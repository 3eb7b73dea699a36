import { describe, expect, test } from 'vitest'
import { PART_STATES, partMachine, partWhereabouts } from './part-state'

describe('the life of a piece', () => {
  test.each(PART_STATES.flatMap((from) => PART_STATES.map((to) => [from, to] as const)))(
    'from %s to %s as it is drawn',
    (from, to) => {
      const drawn: Record<string, string> = {
        'IN_STOCK INSTALLED': 'repair',
        'IN_STOCK REMOVED': 'stock',
        'INSTALLED REMOVED': 'repair',
        'INSTALLED IN_STOCK': 'repair',
        'REMOVED INSTALLED': 'repair',
        'REMOVED IN_STOCK': 'stock',
        'RETURNED IN_STOCK': 'stock',
        'REMOVED RETURNED': 'stock',
        'REMOVED SCRAPPED': 'stock',
      }
      expect(partMachine.by(from, to)).toBe(drawn[`${from} ${to}`] ?? null)
    },
  )

  test('what was scrapped stays so', () => {
    expect(PART_STATES.filter((state) => partMachine.isFinal(state))).toEqual(['SCRAPPED'])
  })

  test('its place is said in words', () => {
    expect(PART_STATES.map((state) => partWhereabouts(state, { warehouse: 'W1', server: 'SRV-1' }))).toEqual([
      'lies in W1',
      'is built into SRV-1',
      'is out of stock and of any server',
      'was sent back to its maker',
      'was scrapped',
    ])
  })
})
