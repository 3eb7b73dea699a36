import { describe, expect, it } from 'vitest'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { pathWords } from './path-words'
import { versionGraph } from './version-graph'
import { litLines, verdictOf, wayBetween } from './way'

const path = (from: string, to: string, more: Partial<FirmwarePathView> = {}): FirmwarePathView => ({
  id: `${from} to ${to}`,
  ...{ model: 'm', component: 'BIOS', from, to, requires: [], reboot: false, version: 1 },
  ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
  ...more,
})
const paths = [
  path('1', '2', { minutes: 10, reboot: true, requires: [{ component: 'BMC', version: '>=3' }] }),
  path('>=2 <3', '3', { minutes: 5, flashedWith: 'CPLD' }),
  path('1', '3', { minutes: 30 }),
]
const graph = { component: 'BIOS', paths, target: '3' }

describe('the way from one version to another', () => {
  it('is what a job would choose, with the path of each hop and its sums', () => {
    const way = wayBetween(graph, '1.0', '3')
    expect(way).toMatchObject({ ok: true, minutes: 15, restarts: 1 })
    expect(way.hops.map((hop) => `${hop.from}>${hop.to} by ${hop.path.id}`)).toEqual([
      '1.0>2 by 1 to 2',
      '2>3 by >=2 <3 to 3',
    ])
    expect(wayBetween({ ...graph, paths: [path('1', '2')] }, '1', '2')).toMatchObject({ minutes: null })
  })

  it('ends at the nearest version where no path leads on', () => {
    const way = wayBetween(graph, '1', '4')
    expect(way).toMatchObject({ ok: false, nearest: '3' })
    expect(way.hops).toHaveLength(2)
    expect(wayBetween(graph, '0.5', '4')).toEqual({ ok: false, nearest: '0.5', hops: [] })
  })

  it('lights the lines that it runs along, and no other of the same path', () => {
    const drawn = versionGraph({ ...graph, installed: [{ version: '2.5', servers: 1 }] })
    expect(drawn.lines.map(({ key }) => key)).toEqual(['1 to 2 1', '>=2 <3 to 3 2', '>=2 <3 to 3 2.5', '1 to 3 1'])
    expect([...litLines(drawn, wayBetween(graph, '1', '3').hops)]).toEqual(['1 to 2 1', '>=2 <3 to 3 2'])
    const installed = ['2.1', '2.2', '2.3', '2.4'].map((version) => ({ version, servers: 1 }))
    const { hops } = wayBetween(graph, '2.2', '3')
    const many = versionGraph({ ...graph, installed }, { versions: [], hops })
    expect([...litLines(many, hops)]).toEqual(['>=2 <3 to 3 2.2', '>=2 <3 to 3'])
  })

  it('says of a version whether it is at target, how far behind, or stuck', () => {
    expect(verdictOf(graph, '3.0')).toEqual({ state: 'at-target' })
    expect(verdictOf(graph, '1')).toEqual({ state: 'behind', hops: 2, minutes: 15 })
    expect(verdictOf(graph, '0.9')).toEqual({ state: 'no-path', nearest: '0.9' })
    expect(verdictOf({ component: 'BIOS', paths }, '1')).toEqual({ state: 'no-target' })
  })
})

it('says all of a path in one sentence', () => {
  expect(paths.map(pathWords)).toEqual([
    '1 to 2: 10 min, restarts the server, only while BMC is >=3',
    '>=2 <3 to 3: 5 min, flashed together with CPLD',
    '1 to 3: 30 min',
  ])
})
