import { describe, expect, it } from 'vitest'
import { bareHost, hostKeys, matchServer } from './server-match'

const server = (barcode: string, hostnames: string[], serial: string | null = null) => ({ barcode, hostnames, serial })
const named = (...hostnames: string[]) => ({ hostnames, serials: [] })
const barcodeOf = (match: ReturnType<typeof matchServer>) =>
  'found' in match ? (match.found?.barcode ?? null) : match.ambiguous

it.each([
  ['gros-12.example.net:9100', 'gros-12.example.net'],
  ['http://Gros-12:9100/metrics', 'gros-12'],
  ['[2001:db8::1]:9100', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['db1.example.net.', 'db1.example.net'],
  ['192.0.2.7:9100', '192.0.2.7'],
])('the host of %s is %s', (name, host) => expect(bareHost(name)).toBe(host))

it('an address has no first label', () => {
  expect(hostKeys('192.0.2.7:9100')).toEqual(['192.0.2.7'])
  expect(hostKeys('db1.example.net')).toEqual(['db1.example.net', 'db1'])
  expect(hostKeys('db1')).toEqual(['db1', 'db1.'])
})

describe('the server that a dump speaks of', () => {
  const both = [server('A', ['db1.fra.example.net']), server('B', ['db1.ams.example.net'])]

  it('by its whole name, without case', () => {
    expect(barcodeOf(matchServer(named('DB1.ams.example.net:9100'), both))).toBe('B')
    expect(barcodeOf(matchServer(named('10.0.0.1'), [server('A', ['10.0.0.1']), server('B', ['10'])]))).toBe('A')
  })

  it('by the first label where one of both is bare and no other server has it', () => {
    expect(barcodeOf(matchServer(named('db1'), [server('A', ['db1.fra.example.net'])]))).toBe('A')
    expect(barcodeOf(matchServer(named('db1.fra.example.net'), [server('A', ['db1'])]))).toBe('A')
    expect(barcodeOf(matchServer(named('db1'), both))).toEqual(['A', 'B'])
    expect(barcodeOf(matchServer(named('db1'), [...both, server('C', ['db1'])]))).toBe('C')
  })

  it('never by the first label of another domain', () => {
    expect(barcodeOf(matchServer(named('db1.lon.example.net'), both))).toBeNull()
  })

  it('two servers of one name are ambiguous; the next name counts only where the first is nobody’s', () => {
    expect(barcodeOf(matchServer(named('x'), [server('A', ['x']), server('B', ['x'])]))).toEqual(['A', 'B'])
    expect(barcodeOf(matchServer(named('nobody', 'x'), [server('A', ['x'])]))).toBe('A')
  })

  it('by the serial of its chassis last', () => {
    const one = [server('A', ['db1'], 'CZ1'), server('B', [], 'CZ2')]
    expect(barcodeOf(matchServer({ hostnames: [], serials: ['cz2'] }, one))).toBe('B')
    expect(barcodeOf(matchServer({ hostnames: ['db1'], serials: ['CZ2'] }, one))).toBe('A')
    expect(barcodeOf(matchServer({ hostnames: [], serials: ['CZ3'] }, one))).toBeNull()
  })
})
