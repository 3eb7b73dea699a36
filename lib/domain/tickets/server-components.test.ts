import { describe, expect, it } from 'vitest'
import { type RepairedComponent, serverComponents } from './server-components'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const repaired = (part: Partial<RepairedComponent>): RepairedComponent => ({
  ...{ ticket: 'T-1', type: 'REPLACE_RAM', status: 'DONE', isHigh: false, name: 'DIMM_A1', partKind: null, facts: {} },
  ...{ removedSerial: null, installedSerial: null, sku: null, swappedAt: null, swappedBy: null, verifiedAt: null },
  ...part,
})
const of = (given: Partial<Parameters<typeof serverComponents>[0]>) =>
  serverComponents({ repaired: [], words: [], builtIn: [], ...given })

describe('what is known of a server’s components', () => {
  it('a slot keeps its name and has the piece that was put into it; the history says what came out', () => {
    const swap = { removedSerial: 'OLD', installedSerial: 'NEW', sku: 'DDR5-32', swappedAt: at(2), swappedBy: 'Rita' }
    const { components, replaced } = of({
      repaired: [repaired({ ...swap, facts: { sizeGb: 16 }, verifiedAt: at(3) })],
      builtIn: [{ serial: 'new', sku: 'DDR5-32', kind: 'ram', facts: { sizeGb: 32 }, since: at(2) }],
    })
    expect(components).toMatchObject([{ name: 'DIMM_A1', serial: 'new', health: 'OK', facts: { sizeGb: 32 } }])
    expect(replaced).toMatchObject([{ name: 'DIMM_A1', removedSerial: 'OLD', installedSerial: 'NEW', by: 'Rita' }])
  })

  it('a disk that was replaced is gone, with its words, and the new one stands in its place', () => {
    const { components } = of({
      words: [{ kind: 'disk', name: 'S-OLD', isWrong: true, since: at(1) }],
      repaired: [repaired({ type: 'REPLACE_DISK', name: 's-old', installedSerial: 'S-NEW', swappedAt: at(2) })],
    })
    expect(components.map(({ name, health }) => [name, health])).toEqual([['S-NEW', 'NO_DATA']])
  })

  it('an open ticket makes it critical or a warning, a bad word a warning, a good word well', () => {
    const word = (name: string, isWrong: boolean) => ({ kind: 'memory', name, isWrong, since: at(1) })
    const { components } = of({
      words: [word('DIMM_A2', true), word('DIMM_A10', false)],
      repaired: [
        repaired({ status: 'OPEN', isHigh: true, name: 'DIMM_A1', ticket: 'T-7' }),
        repaired({ type: 'REPLACE_DISK', name: 'unknown' }),
        repaired({ type: 'REBOOT', name: 'host' }),
      ],
    })
    expect(Object.fromEntries(components.map(({ name, health }) => [name, health]))).toEqual({
      ...{ DIMM_A1: 'CRITICAL', DIMM_A2: 'WARNING', DIMM_A10: 'OK' },
    })
    expect(components.find(({ name }) => name === 'DIMM_A1')?.ticket).toBe('T-7')
  })
})
