import { expect, test } from 'vitest'
import type { UpgradeEdge } from '@/lib/domain/firmware/upgrade-graph'
import { firmwareLines } from './firmware-chains'

const edges: UpgradeEdge[] = [
  { component: 'BIOS', from: '2.9.3', to: '2.9.4', minutes: 8 },
  { component: 'BIOS', from: '2.9.4', to: '2.10.2', minutes: 11 },
]
const server = {
  firmware: [
    { component: 'iDRAC', version: '7.00', target: '7.00' },
    { component: 'BIOS', version: '2.9.3', target: '2.10.2' },
    { component: 'PERC', version: '51', target: '52' },
    { component: 'CPLD', version: '1.0' },
  ],
}
const targets = [
  { component: 'BIOS', version: '2.10.2' },
  { component: 'NIC', version: '22.31.6' },
]

test('what can’t get to its target comes first, then what is behind with its chain and minutes', () => {
  const lines = firmwareLines(server, targets, edges)
  expect(lines.map(({ component, state }) => [component, state])).toEqual([
    ['PERC', 'no-path'],
    ['BIOS', 'behind'],
    ['NIC', 'unknown'],
    ['iDRAC', 'at-target'],
    ['CPLD', 'no-target'],
  ])
  expect(lines[0]).toMatchObject({ nearest: null })
  expect(lines[1]).toMatchObject({ chain: ['2.9.3', '2.9.4', '2.10.2'], minutes: 19 })
})

test('where no path leads to the target, the nearest that can be reached is named', () => {
  const stuck = { firmware: [{ component: 'BIOS', version: '2.9.3', target: '3.0' }] }
  expect(firmwareLines(stuck, [], edges)[0]).toMatchObject({ state: 'no-path', nearest: '2.10.2' })
})

test('a path whose guard this server can never meet leads nowhere, and one that it can meet does', () => {
  const needs = (version: string) => edges.map((edge) => ({ ...edge, requires: [{ component: 'iDRAC', version }] }))
  const state = (version: string) =>
    firmwareLines(server, targets, needs(version)).find(({ component }) => component === 'BIOS')?.state
  expect([state('>=7.00'), state('>=8')]).toEqual(['behind', 'no-path'])
})

test('while the graph is not read, nothing is said to lead nowhere', () => {
  expect(firmwareLines(server, targets, null).filter((line) => line.state === 'no-path')).toEqual([])
})
