import { describe, expect, test } from 'vitest'
import { COLOURS } from '@/lib/contracts/inventory/rack-colours'
import { OTHERS } from '@/lib/domain/others'
import { colouringOf, countServers, entryCounts, keyOf } from './colourings'
import { isFadedBy } from './fading'
import type { StandingServer } from './rack-cells'

const server = (barcode: string, more: Partial<StandingServer> = {}): StandingServer => ({
  ...{ barcode, state: 'RACKED', u: 1, heightU: 1, face: 'front', depth: 'full', held: false, openHighTickets: 0 },
  ...more,
})
const servers = [
  server('S-1', { model: 'm1', modelName: 'Dell R650', powerW: 400, health: 'OK', firmware: 'AT_TARGET' }),
  server('S-2', { model: 'm1', modelName: 'Dell R650', powerW: 401, order: 'ORD-1', health: 'CRITICAL' }),
  server('S-3', { state: 'BROKEN' }),
]

describe('colourings', () => {
  test.each(COLOURS)('%s: each server has an entry, and no two entries look and are marked the same', (colour) => {
    const colouring = colouringOf(colour, countServers(colour, servers))
    for (const one of servers) expect(colouring.entries).toContain(colouring.entryOf(one))
    for (const where of ['pattern', 'paper'] as const) {
      const looks = colouring.entries.map((entry) => `${entry.tone} ${entry[where]} ${JSON.stringify(entry.mark)}`)
      expect(new Set(looks).size).toBe(looks.length)
    }
  })

  test('power is told by steps, the unknown apart', () => {
    expect(servers.map((one) => keyOf('power', one))).toEqual(['0', '1', ''])
  })

  test('names: the most frequent have an entry of their own, the others are summed', () => {
    const counts = Array.from({ length: 12 }, (_, i) => ({ key: `m${i}`, servers: 20 - i }))
    const colouring = colouringOf('model', [...counts, { key: '', servers: 3 }])
    expect(colouring.entries.map((entry) => entry.key)).toEqual([
      ...counts.slice(0, 8).map(({ key }) => key),
      OTHERS,
      '',
    ])
    expect(entryCounts(colouring, counts).get(OTHERS)).toBe(12 + 11 + 10 + 9)
    expect(colouring.entryOf(server('S', { model: 'm11' })).key).toBe(OTHERS)
  })

  test('what is kept stays lit, of several kinds what is all of them', () => {
    const faded = isFadedBy({ model: ['m1'], order: ['ORD-1', 'ORD-2'] })
    expect(servers.filter(faded).map(({ barcode }) => barcode)).toEqual(['S-1', 'S-3'])
    expect(servers.some(isFadedBy({}))).toBe(false)
  })
})
