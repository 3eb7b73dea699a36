import { expect, test } from 'vitest'
import { type Verifiable, verifies } from './verify'

const disk: Verifiable = { type: 'REPLACE_DISK', name: 'S1', removedSerial: 'S1', installedSerial: 'N1', mendedAt: 100 }
const dimm: Verifiable = { type: 'REPLACE_RAM', name: 'A6', removedSerial: 'M1', installedSerial: null, mendedAt: 100 }
const fan: Verifiable = {
  type: 'CHECK_COOLING',
  name: 'Inlet',
  removedSerial: null,
  installedSerial: null,
  mendedAt: 100,
}

test.each<[string, Verifiable, string, number, boolean]>([
  ['the new disk is well', disk, 'n1', 101, true],
  ['it said so before it was in', disk, 'N1', 100, false],
  ['the old disk says that it is well', disk, 'S1', 101, false],
  ['another disk of the server is well', disk, 'S2', 101, false],
  [
    'a disk by its device, the serial unknown',
    { ...disk, name: '/dev/sda', installedSerial: null },
    '/dev/sda',
    101,
    true,
  ],
  ['the serial of what went in is not known', { ...disk, installedSerial: null }, 'N1', 101, false],
  [
    'nobody knew which disk, and nobody knows which is well',
    { ...disk, name: 'unknown', installedSerial: null },
    'unknown',
    101,
    false,
  ],
  ['the slot is well', dimm, 'A6', 101, true],
  ['another slot is well', dimm, 'A7', 101, false],
  ['the sensor is cool again', fan, 'inlet', 101, true],
  ['any sensor, where none was named', { ...fan, name: 'unknown' }, 'Inlet', 101, true],
  ['well before anybody touched it', { ...disk, mendedAt: null }, 'S1', 5, false],
])('%s', (_, component, reported, at, expected) => {
  expect(verifies({ component: reported, at }, component)).toBe(expected)
})
