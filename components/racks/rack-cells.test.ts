import { describe, expect, test } from 'vitest'
import { briefModel, shortModel } from '@/components/ui/model-name'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { fits } from '@/lib/domain/rack-space'
import { cellsOf, occupantsOf, shortBarcode, shortCode } from './rack-cells'

const at = '2026-11-23T14:20:00Z'
const rack: ElevationView['rack'] = {
  code: 'FRA1-A07',
  datacenter: 'FRA1',
  heightU: 42,
  powerOutage: false,
  tags: [],
  servers: 3,
  states: { RACKED: 3 },
  usedU: 6,
  powerW: 0,
  weightKg: 0,
  createdAt: at,
  updatedAt: at,
  version: 1,
}
const server = (barcode: string, u: number, more: Partial<ElevationView['servers'][number]> = {}) => ({
  barcode,
  state: 'RACKED',
  u,
  heightU: 1,
  face: 'front' as const,
  depth: 'full' as const,
  held: false,
  openHighTickets: 0,
  ...more,
})
const item = (name: string, u: number, face: 'front' | 'rear') => ({
  id: crypto.randomUUID(),
  rack: 'FRA1-A07',
  u,
  heightU: 1,
  face,
  kind: 'switch' as const,
  name,
  createdAt: at,
  updatedAt: at,
  version: 1,
})

const elevation: ElevationView = {
  rack,
  servers: [
    server('SRV-1', 1, { heightU: 2 }),
    server('SRV-2', 10, { depth: 'half' }),
    server('SRV-3', 12, { depth: 'half' }),
  ],
  items: [item('sw-1', 42, 'front'), item('pdu-1', 12, 'rear')],
  planned: [],
}

describe('what a face shows', () => {
  test('full depth on both faces, top first', () => {
    expect(cellsOf(elevation, 'front').map((cell) => [cell.kind, cell.u])).toEqual([
      ['item', 42],
      ['server', 12],
      ['server', 10],
      ['server', 1],
    ])
  })

  test('the other face shows the back of half-depth gear, unless something stands there', () => {
    const rear = cellsOf(elevation, 'rear')
    expect(rear.map((cell) => [cell.kind, cell.u])).toEqual([
      ['behind', 42],
      ['item', 12],
      ['behind', 10],
      ['server', 1],
    ])
    expect(rear[2]).toMatchObject({ label: 'SRV-2', words: 'half depth, in front' })
  })

  test('a half-depth server fits behind a rack item, a full-depth one does not', () => {
    const occupants = occupantsOf(elevation)
    const candidate = { key: 'SRV-9', u: 42, heightU: 1, face: 'rear' as const }
    expect(fits(rack, occupants, { ...candidate, depth: 'half' }).ok).toBe(true)
    expect(fits(rack, occupants, { ...candidate, depth: 'full' }).ok).toBe(false)
  })
})

test('codes and models are shortened to what tells them apart', () => {
  expect(shortCode('SRV-004217')).toBe('004217')
  expect(shortCode('FRA1-A07')).toBe('A07')
  expect(shortBarcode('SRV-004217')).toBe('004217')
  expect(shortBarcode('DOCK-MX1WRNKM-1')).toBe('RNKM-1')
  expect(shortCode('7XK2QM3')).toBe('7XK2QM3')
  expect(shortCode('SN:0123456789ABCDEF')).toBe('…9ABCDEF')
  expect(shortModel('Dell PowerEdge R650')).toBe('R650')
  expect(briefModel('HPE ProLiant DL360 Gen10 Plus v2')).toBe('HPE DL360 Gen10 Plus v2')
  expect(briefModel('Supermicro AS-1114S-WN10RT')).toBe('Supermicro AS-1114S-WN10RT')
  expect(shortModel('HPE ProLiant DL360 Gen10 Plus v2')).toBe('DL360 Gen10 Plus v2')
  expect(shortModel('Supermicro Twin')).toBe('Twin')
  expect(shortModel(undefined)).toBe('model not known')
})
