import { describe, expect, it } from 'vitest'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import { firmwareGroups, firmwareSentence } from './firmware-before'

type Server = FirmwarePlanView['servers'][number]
const hop = (from: string, to: string, group: number, reboot = false) => {
  return { group, component: 'BIOS', from, to, minutes: 10, reboot }
}
const server = (barcode: string, more: Partial<Server> = {}): Server => {
  return { barcode, model: 'r650', hops: [], minutes: 0, failures: [], ...more }
}
const stuck = { failures: [{ component: 'BIOS', target: '2', words: 'BIOS: no path' }], minutes: null }
const view = (servers: Server[], longestMinutes: number | null = 20): FirmwarePlanView => {
  const toFlash = servers.filter(({ hops }) => hops.length > 0)
  const flashes = toFlash.reduce((sum, { hops }) => sum + hops.length, 0)
  const totals = { flashes, restarts: 0, toFlash: toFlash.length, atTarget: 0, cannot: 0, longestMinutes }
  return { order: 'ORD-1', basis: 'last-read', servers, totals }
}
const long = { hops: [hop('1', '2', 1, true), hop('2', '3', 2, true)], minutes: 20 }
const short = { hops: [hop('2', '3', 1)], minutes: 10 }

describe('the firmware of an order before it runs', () => {
  it('is one line for all servers that are alike; those that are stuck come first, then the longest', () => {
    const groups = firmwareGroups(
      view([server('A', short), server('B', long), server('C', long), server('D', stuck), server('E')]),
    )
    expect(groups.map(({ barcodes, minutes, restarts }) => [barcodes, minutes, restarts])).toEqual([
      [['D'], null, 0],
      [['B', 'C'], 20, 2],
      [['A'], 10, 0],
    ])
    expect(firmwareGroups(view([server('A', short), server('B', { ...short, model: 'r750' })]))).toHaveLength(2)
  })

  it('is one sentence where one confirms', () => {
    expect(firmwareSentence(view([server('A', long), server('B', short), server('SRV-9', stuck)]))).toBe(
      '3 flashes on 2 servers, the longest about 20 min; SRV-9 has no path.',
    )
    expect(firmwareSentence(view([server('A', short)], null))).toBe('1 flash on 1 server, not all with an estimate.')
    expect(firmwareSentence(view([server('A')], 0))).toBe('No firmware to flash.')
    const two = [server('A', stuck), server('B', stuck)]
    expect(firmwareSentence(view(two, 0))).toBe('No firmware to flash; A and B have no path.')
    expect(firmwareSentence(view([...two, server('C', stuck)], 0))).toBe(
      'No firmware to flash; A and 2 others have no path.',
    )
  })
})
