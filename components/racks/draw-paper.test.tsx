import { describe, expect, test } from 'vitest'
import { drawRack, drawRow } from './draw-paper'
import type { DrawnElevation } from './rack-cells'
import { svgText } from './svg-text'

const at = new Date('2026-11-23T14:20:00Z')
const place = { heightU: 1, face: 'front', depth: 'full', held: false, openHighTickets: 0 } as const
const stamp = { createdAt: at.toISOString(), updatedAt: at.toISOString(), version: 1 }
const elevation: DrawnElevation = {
  rack: { code: 'FRA1-A07', datacenter: 'FRA1', heightU: 42, servers: 2, usedU: 2 },
  servers: [
    { ...place, barcode: 'SRV-<1>', state: 'RACKED', u: 1 },
    { ...place, barcode: 'SRV-2', state: 'BROKEN', u: 2, depth: 'half', held: true },
  ],
  items: [
    { id: '1', rack: 'FRA1-A07', u: 2, heightU: 38, face: 'rear', side: 'left', kind: 'pdu', name: 'pdu-a', ...stamp },
    { id: '2', rack: 'FRA1-A07', u: 40, heightU: 2, face: 'front', kind: 'blocked', name: 'bent rail', ...stamp },
  ],
  planned: [{ barcode: 'SRV-9', u: 9, heightU: 2, face: 'front', order: 'ORD-7' }],
}

describe('a drawing as a file', () => {
  const file = drawRack(elevation, { colour: 'state', at })

  test('names what it shows, with servers, sides, blocked units, what is planned, and a legend with counts', () => {
    for (const words of ['Rack FRA1-A07', '42U, 40U free, 2 servers, 2026-11-23 14:20 UTC', 'Racked 1', 'Broken 1'])
      expect(file).toContain(words)
    for (const words of [
      'SRV-2',
      'pdu pdu-a, left side, along U2–39',
      'blocked bent rail',
      'SRV-9 ORD-7, planned for U9–10',
    ])
      expect(file).toContain(words)
    expect(file).toContain('half depth, in front')
  })

  test('is black on white and needs no stylesheet: no token, class or style is left in it', () => {
    expect(file).not.toMatch(/var\(|class=|style=|undefined|NaN|\[object/)
    const inks = new Set(file.match(/#[0-9a-f]{3,6}\b/g))
    for (const ink of inks) expect(ink).toMatch(/^#([0-9a-f])\1\1$/)
  })

  test('what is not markup is escaped', () => {
    expect(file).toContain('SRV-&lt;1&gt;')
    expect(file).not.toContain('SRV-<1>')
  })

  test('refers only to patterns and glyphs that it holds', () => {
    const ids = new Set([...file.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const used = [...file.matchAll(/url\(#([^)]+)\)|href="#([^"]+)"/g)].map(([, url, href]) => url ?? href)
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((id) => !ids.has(id))).toEqual([])
  })

  test('a row has each of its racks', () => {
    const other = { ...elevation, rack: { ...elevation.rack, code: 'FRA1-A08' }, servers: [] }
    const row = drawRow([elevation, other], { colour: 'health', at })
    expect(row).toContain('Racks FRA1-A07 to FRA1-A08')
    expect(row).toContain('>A08<')
    expect(drawRow([], { colour: 'health', at })).toContain('No racks')
  })
})

test('only plain components can be drawn', () => {
  expect(svgText([<svg key="1" strokeWidth={2} viewBox="0" />, null, false, 'a & b'])).toBe(
    '<svg stroke-width="2" viewBox="0"/>a &amp; b',
  )
  expect(() => svgText(<rect fill="var(--pink)" />)).toThrow('No ink for --pink')
})
