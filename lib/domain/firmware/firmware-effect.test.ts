import { describe, expect, it } from 'vitest'
import { firmwareEffect, standingOf } from './firmware-effect'

const edge = (from: string, to: string) => ({ component: 'BIOS', from, to })
const edges = [edge('1.0', '1.5'), edge('1.5', '2.0')]
const installed = [
  { version: '1.0', servers: 10 },
  { version: '1.5.0', servers: 5 },
  { version: '2.0', servers: 3 },
  { version: '0.1', servers: 2 },
  { version: null, servers: 7 },
]
const before = { target: '1.5', edges }

describe('what a change of firmware targets and paths does', () => {
  it('says where a version stands', () => {
    const stands = installed.map(({ version }) => standingOf(before, 'bios', version))
    expect(stands).toEqual(['behind', 'at-target', 'no-path', 'no-path', 'unread'])
    expect(standingOf({ target: null, edges }, 'BIOS', '1.0')).toBe('no-target')
  })

  it('counts who falls behind, who becomes current and who has no path, with the versions that these are', () => {
    const effect = firmwareEffect('BIOS', { before, after: { target: '2.0', edges } }, installed)
    expect(effect.fallBehind).toEqual({ servers: 5, versions: ['1.5.0'] })
    expect(effect.becomeCurrent).toEqual({ servers: 3, versions: ['2.0'] })
    expect(effect.noPath).toEqual({ servers: 2, versions: ['0.1'] })
    expect(effect.losePath.servers + effect.gainPath.servers).toBe(0)
  })

  it('counts who loses and who gains a path with the edges', () => {
    const fewer = firmwareEffect('BIOS', { before, after: { ...before, edges: [] } }, installed)
    expect(fewer.losePath).toEqual({ servers: 10, versions: ['1.0'] })
    expect(fewer.noPath.servers).toBe(15)
    const more = firmwareEffect(
      'BIOS',
      { before, after: { ...before, edges: [...edges, edge('<1.0', '1.0')] } },
      installed,
    )
    expect(more.gainPath).toEqual({ servers: 2, versions: ['0.1'] })
  })

  it('without a target nobody is behind, and a first one leaves behind all that have another version', () => {
    const none = { target: null, edges }
    const gone = firmwareEffect('BIOS', { before, after: none }, installed)
    expect(Object.values(gone).every(({ servers }) => servers === 0)).toBe(true)
    expect(firmwareEffect('BIOS', { before: none, after: before }, installed).fallBehind.servers).toBe(15)
  })
})
