import { describe, expect, it } from 'vitest'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { versionGraph } from './version-graph'

const path = (from: string, to: string): FirmwarePathView => ({
  id: `${from} to ${to}`,
  ...{ model: 'm', component: 'BIOS', from, to, requires: [], reboot: false, version: 1 },
  ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
})
const drawn = (...input: Parameters<typeof versionGraph>) => {
  const { nodes, lines } = versionGraph(...input)
  return { nodes: nodes.map(({ key }) => key), lines: lines.map(({ from, to }) => `${from}>${to}`) }
}

describe('the versions that are drawn', () => {
  it('are those of paths, servers and the target, each once however it is written, the lowest first', () => {
    const { nodes } = versionGraph({
      paths: [path('2.9', '2.10'), path('2.10.0', '3.0')],
      installed: [{ version: '2.9.0', servers: 4 }],
      target: '3.1',
    })
    expect(nodes.map(({ version, servers, isTarget }) => [version, servers, isTarget])).toEqual([
      ['2.9.0', 4, false],
      ['2.10', 0, false],
      ['3.0', 0, false],
      ['3.1', 0, true],
    ])
  })

  it('a path by range leads from each known version in it, but not from where it leads', () => {
    const installed = ['1.0', '1.2', '1.5', '1.9'].map((version) => ({ version, servers: 1 }))
    expect(drawn({ paths: [path('>=1.2', '1.5')], installed }).lines).toEqual(['1.2>1.5', '1.9>1.5'])
  })

  it('a range that nobody is in, or too many are, is a node of its own right before where it leads', () => {
    expect(drawn({ paths: [path('<1.0', '2.0')], installed: [] })).toEqual({
      nodes: ['range <1.0 to 2.0', '2.0'],
      lines: ['range <1.0 to 2.0>2.0'],
    })
    const installed = ['1.0', '1.1', '1.2', '1.3', '1.4'].map((version) => ({ version, servers: 1 }))
    const any = { paths: [path('*', '2.0')], installed }
    const { nodes, lines } = versionGraph(any)
    expect(nodes.map(({ key }) => key)).toEqual(['1.0', '1.1', '1.2', '1.3', '1.4', 'range * to 2.0', '2.0'])
    expect(nodes[5]).toMatchObject({ kind: 'range', version: '*', members: 5 })
    expect(lines).toHaveLength(1)
  })

  it('only the version that the way comes from is joined to such a range', () => {
    const installed = ['1.0', '1.1', '1.2', '1.3', '1.4'].map((version) => ({ version, servers: 1 }))
    const [any] = [path('*', '2.0')]
    const asked = { versions: [], hops: [{ path: any, from: '1.2.0' }] }
    expect(drawn({ paths: [any], installed }, asked).lines).toEqual(['1.2>range * to 2.0', 'range * to 2.0>2.0'])
  })

  it('what is asked for is there, though nobody has it', () => {
    expect(drawn({ paths: [path('1', '2')], installed: [] }, { versions: ['1.5'], hops: [] }).nodes).toEqual([
      '1',
      '1.5',
      '2',
    ])
  })
})
