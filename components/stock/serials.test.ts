import { describe, expect, it } from 'vitest'
import { serialsOf, serialsRefusal } from './serials'

describe('serials, one a line', () => {
  it('are what stands on the lines, whatever ends them', () => {
    expect(serialsOf(' S1 \r\n\n\tS2\nS 3')).toEqual(['S1', 'S2', 'S 3'])
    expect(serialsOf(' \n')).toEqual([])
  })

  it('are refused where one is there twice, whatever its case, is too long, or they are too many', () => {
    expect(serialsRefusal(['S1', 'S2'])).toBeUndefined()
    expect(serialsRefusal(['S1', 'S2', 's1'])).toBe('s1 is there twice')
    expect(serialsRefusal(['x'.repeat(129)])).toContain('longer than 128')
    expect(serialsRefusal(Array.from({ length: 1_001 }, (_, i) => `S${i}`))).toBe('At most 1000 at once')
  })
})
