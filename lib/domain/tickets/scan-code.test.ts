import { describe, expect, test } from 'vitest'
import { decideScan, type ScanFacts, type ScannedCode } from './scan-code'

const AT = '2026-11-29T10:00:00.000Z'
const s1 = { name: 'S1', part: { status: 'reserved', sku: 'SSD-1' } } as const
const s2 = { name: 'S2', part: { status: 'reserved', sku: 'SSD-2' } } as const
const out = { ...s1, removedSerial: 'S1' } as const
const swapped = {
  name: 'S1',
  part: { status: 'consumed', sku: 'SSD-1' },
  result: 'replaced',
  removedSerial: 'S1',
} as const

const facts = (given: Partial<ScanFacts> = {}): ScanFacts => ({
  type: 'REPLACE_DISK',
  status: 'IN_PROGRESS',
  assignee: 'Rui',
  serverScannedAt: AT,
  server: { barcode: 'SRV-1', place: 'in FRA1-A07, U21' },
  components: [s1],
  ...given,
})
const code = (given: Partial<ScannedCode> = {}): ScannedCode => ({
  code: 'X',
  ownServer: false,
  otherServer: null,
  sku: null,
  piece: null,
  ...given,
})
const piece = (
  state: NonNullable<ScannedCode['piece']>['state'],
  more: Partial<NonNullable<ScannedCode['piece']>> = {},
) => ({
  state,
  sku: 'SSD-1',
  here: false,
  place: { warehouse: 'W1', server: 'SRV-9' },
  leftUnscanned: false,
  ...more,
})
const other = { barcode: 'SRV-2', place: 'in FRA1-A07, U3', byBarcode: true }
const decide = (
  given: Partial<ScanFacts>,
  scanned: Partial<ScannedCode>,
  said: { component?: string; force?: boolean } = {},
) => {
  const decision = decideScan(facts(given), code(scanned), { force: false, ...said })
  if (decision.step !== 'refused')
    return 'component' in decision ? `${decision.step} ${decision.component}` : decision.step
  return `${decision.refusal.code}: ${decision.refusal.message}`
}
const ram = { type: 'REPLACE_RAM', components: [{ name: 'A6', part: { status: 'reserved', sku: 'DIMM-1' } }] } as const

describe('a scan', () => {
  test.each<[string, Partial<ScanFacts>, Partial<ScannedCode>, string]>([
    ['before the ticket is taken', { status: 'OPEN' }, { ownServer: true }, 'step-not-due: Take the ticket first.'],
    [
      'of a closed ticket',
      { status: 'DONE' },
      { ownServer: true },
      'step-not-due: The ticket is closed. The same fault later is a new ticket.',
    ],
    ['of the server confirms it', { serverScannedAt: undefined }, { ownServer: true }, 'scan-server'],
    ['of the server again does no harm', {}, { ownServer: true }, 'scan-server'],
    [
      'of another server says where both stand',
      { serverScannedAt: undefined },
      { otherServer: other },
      'wrong-server: This is SRV-2, in FRA1-A07, U3. The ticket is about SRV-1, in FRA1-A07, U21. Leave this one alone.',
    ],
    [
      'of a part before the server',
      { serverScannedAt: undefined },
      { sku: 'SSD-1' },
      'step-not-due: Scan the server first: SRV-1, in FRA1-A07, U21.',
    ],
    ['of the failed disk takes it out', {}, { code: 's1' }, 'remove S1'],
    [
      'of the failed disk, whose serial is another server’s asset number too',
      {},
      { code: 'S1', otherServer: { ...other, byBarcode: false } },
      'remove S1',
    ],
    [
      'of a healthy disk is refused',
      {},
      { code: 'S7' },
      'wrong-part: This is not the disk that failed. Put S7 back and take out the one with the serial S1.',
    ],
    ['of the second failing disk takes that one out', { components: [s1, s2] }, { code: 'S2' }, 'remove S2'],
    [
      'of the new part before the old one is out',
      {},
      { sku: 'SSD-1' },
      'step-not-due: Scan the part that comes out first. Its serial is S1.',
    ],
    ['of the new part puts it in', { components: [out] }, { sku: 'SSD-1' }, 'install S1'],
    ['of a piece from the shelf puts it in', { components: [out] }, { piece: piece('IN_STOCK') }, 'install S1'],
    [
      'of a piece that left its shelf without a scan puts it in',
      { components: [out] },
      { piece: piece('REMOVED', { leftUnscanned: true }) },
      'install S1',
    ],
    [
      'of a part with two disks out goes where it is reserved',
      { components: [out, { ...s2, removedSerial: 'S2' }] },
      { sku: 'ssd-2' },
      'install S2',
    ],
    [
      'of the one that just came out',
      { components: [out] },
      { code: 'S1' },
      'wrong-part: This is the one that just came out. Scan the new part.',
    ],
    [
      'of a piece that is built in elsewhere',
      { components: [out] },
      { code: 'P1', piece: piece('INSTALLED') },
      'wrong-part: P1 is built into SRV-9 already. Scan the new part.',
    ],
    [
      'of a piece that came out of a server once',
      { components: [out] },
      { code: 'P1', piece: piece('REMOVED') },
      'wrong-part: P1 is out of stock and of any server. If it is well, receive it into stock first.',
    ],
    [
      'of something nobody knows, for the new part',
      { components: [out] },
      {},
      'wrong-part: Nobody knows this code. Scan the label of the part, or receive the piece into stock with its serial first.',
    ],
    [
      'while the part is not there yet',
      { components: [{ ...out, part: { status: 'waiting' } }] },
      { sku: 'SSD-1' },
      'step-not-due: It waits for its part: receive one into stock first.',
    ],
    ['of the new part’s serial, once it is in', { components: [swapped] }, { code: 'N1' }, 'note-serial S1'],
    [
      'of the known piece behind the label, once it is in',
      { components: [swapped] },
      { piece: piece('IN_STOCK') },
      'note-serial S1',
    ],
    [
      'of a second part, once it is in',
      { components: [swapped] },
      { sku: 'SSD-1' },
      'wrong-part: Nothing is left to put in: every part of this ticket is settled.',
    ],
    [
      'of anything, once all is settled',
      { components: [{ ...swapped, verifiedAt: AT }] },
      {},
      'wrong-part: Every part of this ticket is settled: nothing is left to scan.',
    ],
    ['of a module that comes out of a slot', ram, { code: 'M1' }, 'remove A6'],
    [
      'of the slot itself',
      ram,
      { code: 'a6' },
      'wrong-part: A6 is where it sits: scan the serial on the part that comes out.',
    ],
    [
      'of a module that is elsewhere by our records',
      ram,
      { code: 'M1', piece: piece('INSTALLED') },
      'wrong-part: By our records M1 is built into SRV-9.',
    ],
    [
      'of a module that is here by our records',
      ram,
      { code: 'M1', piece: piece('INSTALLED', { here: true }) },
      'remove A6',
    ],
    ['of a disk that nobody named', { components: [{ ...s1, name: 'unknown' }] }, { code: 'S7' }, 'remove unknown'],
    [
      'where hands only are needed',
      { type: 'REBOOT', components: [{ name: 'unknown' }] },
      { code: 'S7' },
      'wrong-part: Nothing is swapped on this ticket: say what was done, and that it is well.',
    ],
  ])('%s', (_, given, scanned, expected) => {
    expect(decide(given, scanned)).toBe(expected)
  })

  test('a person who knows better may take out another disk, and the refusal says so', () => {
    const refused = decideScan(facts(), code({ code: 'S7' }), { force: false })
    expect(refused).toMatchObject({ refusal: { component: 'S1', forcible: true } })
    expect(decide({}, { code: 'S7' }, { force: true })).toBe('remove S1')
  })

  test('a component that is named decides between two', () => {
    const both = { components: [out, { ...s2, removedSerial: 'S2' }] }
    expect(decide(both, { sku: 'SSD-9' }, { component: 'S2' })).toBe('install S2')
    expect(decide({ components: [out, { ...s2, name: 'unknown' }] }, { code: 'S7' }, { component: 'unknown' })).toBe(
      'remove unknown',
    )
  })
})
