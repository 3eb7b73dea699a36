import { describe, expect, test } from 'vitest'
import { TICKET_TYPES } from '../ticket-state'
import {
  namesSerial,
  needsServerOut,
  nextStep,
  type RepairFacts,
  refuseStep,
  repairProgress,
  repairSteps,
} from './repair'

const reserved = { name: 'S1', part: { status: 'reserved' } } as const
const AT = '2026-11-29T10:00:00.000Z'
const facts = (given: Partial<RepairFacts> = {}): RepairFacts => ({
  type: 'REPLACE_DISK',
  status: 'OPEN',
  components: [reserved],
  ...given,
})
const mine = { status: 'IN_PROGRESS', assignee: 'Rui' } as const
const there = { ...mine, serverScannedAt: AT } as const
const out = { ...reserved, removedSerial: 'S1' } as const
const swapped = { name: 'S1', part: { status: 'consumed' }, result: 'replaced', removedSerial: 'S1' } as const
const well = { ...swapped, verifiedAt: AT } as const

/** "take scan-server* remove:S1- …": done is +, now *, later -, skipped ~. */
const marks = { done: '+', now: '*', later: '-', skipped: '~' } as const
const drawn = (given: Partial<RepairFacts>) =>
  repairSteps(facts(given))
    .map(({ name, component, state }) => `${name}${component === undefined ? '' : `:${component}`}${marks[state]}`)
    .join(' ')

describe('the steps of a repair', () => {
  test.each<[string, Partial<RepairFacts>, string]>([
    ['nobody has it', {}, 'take* scan-server- remove:S1- install:S1- verify:S1- close-'],
    ['started by nobody', { status: 'IN_PROGRESS' }, 'take* scan-server- remove:S1- install:S1- verify:S1- close-'],
    ['taken', mine, 'take+ scan-server* remove:S1- install:S1- verify:S1- close-'],
    ['before the server', there, 'take+ scan-server+ remove:S1* install:S1- verify:S1- close-'],
    [
      'the old one is out',
      { ...there, components: [out] },
      'take+ scan-server+ remove:S1+ install:S1* verify:S1- close-',
    ],
    [
      'the new one is in',
      { ...there, components: [swapped] },
      'take+ scan-server+ remove:S1+ install:S1+ verify:S1* close-',
    ],
    ['it is well', { ...there, components: [well] }, 'take+ scan-server+ remove:S1+ install:S1+ verify:S1+ close*'],
    [
      'done',
      { ...there, status: 'DONE', components: [well] },
      'take+ scan-server+ remove:S1+ install:S1+ verify:S1+ close+',
    ],
    [
      'said to be replaced without a scan',
      { ...mine, components: [{ name: 'S1', part: { status: 'consumed' }, result: 'replaced' }] },
      'take+ scan-server* remove:S1~ install:S1+ verify:S1* close-',
    ],
    [
      'not needed',
      { ...there, components: [{ name: 'S1', part: { status: 'returned' }, result: 'not-needed' }] },
      'take+ scan-server+ remove:S1~ install:S1~ verify:S1~ close*',
    ],
    [
      'closed by somebody who scanned nothing',
      { ...mine, status: 'DONE', components: [{ name: 'S1', part: { status: 'consumed' }, result: 'replaced' }] },
      'take+ scan-server~ remove:S1~ install:S1+ verify:S1~ close+',
    ],
    [
      'left undone',
      { status: 'WONT_FIX', components: [{ name: 'S1', part: { status: 'returned' } }] },
      'take~ scan-server~ remove:S1~ install:S1~ verify:S1~ close~',
    ],
    [
      'two disks: swapped one after the other, verified together at the end',
      { ...there, components: [swapped, { ...reserved, name: 'S2' }] },
      'take+ scan-server+ remove:S1+ install:S1+ remove:S2* install:S2- verify:S1* verify:S2- close-',
    ],
    [
      'hands only',
      { ...there, type: 'CHECK_COOLING', components: [{ name: 'Inlet' }] },
      'take+ scan-server+ verify:Inlet* close-',
    ],
    [
      'the part is not there yet',
      { ...there, components: [{ name: 'S1', part: { status: 'waiting' }, removedSerial: 'S1' }] },
      'take+ scan-server+ remove:S1+ install:S1- verify:S1- close-',
    ],
  ])('%s', (_, given, expected) => {
    expect(drawn(given)).toBe(expected)
  })

  test('each that can’t be done yet says why', () => {
    const why = (given: Partial<RepairFacts>) =>
      Object.fromEntries(
        repairSteps(facts(given)).flatMap(({ name, refusal }) => (refusal === undefined ? [] : [[name, refusal]])),
      )
    expect(why({})).toEqual({
      'scan-server': 'Take the ticket first.',
      remove: 'Take the ticket first.',
      install: 'Take the ticket first.',
      verify: 'Take the ticket first.',
      close: 'Take the ticket first.',
    })
    expect(why(mine).remove).toBe('Scan the server first.')
    expect(why(there)).toEqual({
      install: 'Scan the part that comes out first.',
      verify: 'Swap the part first.',
      close: 'Still to do: S1.',
    })
    expect(
      why({ ...there, components: [{ name: 'S1', part: { status: 'waiting' }, removedSerial: 'S1' }] }).install,
    ).toBe('It waits for its part: receive one into stock first.')
    expect(refuseStep(facts({ status: 'DONE' }), 'remove', reserved)).toContain('is closed')
  })

  test('the next one is the first that may be done, else the first that is due, else none', () => {
    expect(nextStep(repairSteps(facts(there)))).toMatchObject({ name: 'remove', component: 'S1' })
    const waits = { name: 'S1', part: { status: 'waiting' }, removedSerial: 'S1' } as const
    expect(nextStep(repairSteps(facts({ ...there, components: [waits] })))).toMatchObject({ name: 'install' })
    expect(nextStep(repairSteps(facts({ ...there, components: [waits, { ...reserved, name: 'S2' }] })))).toMatchObject({
      name: 'remove',
      component: 'S2',
    })
    expect(nextStep(repairSteps(facts({ status: 'DONE', components: [well] })))).toBeNull()
  })

  test('progress counts the components with nothing left to do', () => {
    const components = [well, swapped, { ...reserved, name: 'S3', result: 'not-needed' as const }]
    expect(repairProgress(facts({ ...there, components }))).toEqual({ done: 2, total: 3 })
  })

  test('a device or nothing at all is no serial of a disk; a slot never is', () => {
    const serials = ['S6CKNT0W400217', 'unknown', '/dev/sda', 'sda', 'nvme3n1', 'Unknown', 'NVME-77']
    expect(serials.filter((name) => namesSerial('REPLACE_DISK', name))).toEqual(['S6CKNT0W400217', 'NVME-77'])
    expect(namesSerial('REPLACE_RAM', 'A6')).toBe(false)
  })

  test('memory is swapped in a server that is out of service', () => {
    expect(TICKET_TYPES.filter(needsServerOut)).toEqual(['REPLACE_RAM'])
  })
})
