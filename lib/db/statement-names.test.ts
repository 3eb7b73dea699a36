import { describe, expect, it } from 'vitest'
import { PLANNED_FOR_VALUES, statementNames } from './statement-names'

describe('names of prepared statements', () => {
  it('are the same for the same text, and no two texts share one', () => {
    const nameOf = statementNames()
    const first = nameOf({ sql: 'SELECT 1' })
    expect(first).not.toBe('')
    expect(nameOf({ sql: 'SELECT 2' })).not.toBe(first)
    expect(nameOf({ sql: 'SELECT 1' })).toBe(first)
  })

  it('are none for a text that is planned for its values', () => {
    expect(statementNames()({ sql: `${PLANNED_FOR_VALUES} SELECT 1` })).toBe('')
  })

  it('end after a thousand texts: what comes later has none, what has one keeps it', () => {
    const nameOf = statementNames()
    const names = Array.from({ length: 1_200 }, (_, index) => nameOf({ sql: `SELECT ${index}` }))
    expect(new Set(names.filter((name) => name !== '')).size).toBe(1_000)
    expect(names.at(-1)).toBe('')
    expect(nameOf({ sql: 'SELECT 0' })).toBe(names[0])
  })
})
