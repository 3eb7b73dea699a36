import { describe, expect, it } from 'vitest'
import { readIpmiSel } from './ipmi-sel'
import { readIpmiSensors } from './ipmi-sensor'
import { type Dump, OVER_ANY_THRESHOLD, type Unreadable } from './reading'

function readings(dump: Dump | Unreadable) {
  if ('unreadable' in dump) throw new Error(dump.unreadable)
  return dump.items.flatMap((item) => ('unreadable' in item ? [] : [item]))
}
const sel = (...lines: string[]) => readings(readIpmiSel(lines.join('\n')))

describe('the event log of a BMC', () => {
  it('a temperature over its upper critical limit, and what ended it, in the order of the log', () => {
    const read = sel(
      '   1 | 11/20/2026 | 13:02:11 | Temperature Inlet Temp | Upper Critical going high | Asserted | Reading 52 > Threshold 48 degrees C',
      '   2 | 11/20/2026 | 13:12:45 UTC | Temperature Inlet Temp | Upper Critical going high | Deasserted',
      '   3 | 11/20/26 | 13:20:00 | Temperature #0x30 | Upper Non-recoverable going high | Asserted',
      '   4 | 11/20/2026 | 13:30:00 | Temperature #0x30 | Upper Non-critical going high | Asserted',
      '   5 | 11/20/2026 | 13:31:00 | Temperature #0x31 | Lower Critical going low | Asserted',
    )
    expect(read.map(({ kind, payload, at }) => [kind, payload.sensor, at?.toISOString()])).toEqual([
      ['OVERHEAT', 'Inlet Temp', '2026-11-20T13:02:11.000Z'],
      ['TEMPERATURE_OK', 'Inlet Temp', '2026-11-20T13:12:45.000Z'],
      ['OVERHEAT', 'Temperature #0x30', '2026-11-20T13:20:00.000Z'],
      ['SEL_ENTRY', 'Temperature #0x30', '2026-11-20T13:30:00.000Z'],
      ['SEL_ENTRY', 'Temperature #0x31', '2026-11-20T13:31:00.000Z'],
    ])
  })

  it('memory, by the slot that the record names, counted within a day', () => {
    const read = sel(
      '18 | 11/20/2026 | 11:41:08 | Memory | Correctable ECC | Asserted | CPU 0 DIMM 8',
      '1a | 11/20/2026 | 17:37:46 | Memory | Correctable ECC | Asserted | CPU 0 DIMM 8',
      '1b | 11/22/2026 | 06:27:27 | Memory | Correctable ECC | Asserted | CPU 0 DIMM 8',
      '1c | 11/22/2026 | 07:00:00 | Memory DIMM A3 | Uncorrectable ECC | Asserted',
      '1d | 11/22/2026 | 07:00:01 | Memory #0x53 | Correctable ECC logging limit reached | Asserted',
      '1e | 11/22/2026 | 07:00:02 | Memory | Uncorrectable ECC (@DIMMB1(CPU1)) | Asserted',
      '1f | 11/22/2026 | 07:00:03 | Memory | Uncorrectable ECC | Asserted',
      '20 | 11/22/2026 | 07:00:04 | Memory DIMM A3 | Uncorrectable ECC | Deasserted',
    )
    expect(read.map(({ kind, payload }) => [kind, payload.dimm, payload.count])).toEqual([
      ['ECC_ERRORS', 'CPU 0 DIMM 8', 1],
      ['ECC_ERRORS', 'CPU 0 DIMM 8', 2],
      ['ECC_ERRORS', 'CPU 0 DIMM 8', 1],
      ['ECC_UNCORRECTABLE', 'DIMM A3', undefined],
      ['ECC_ERRORS', 'Memory #0x53', OVER_ANY_THRESHOLD],
      ['ECC_UNCORRECTABLE', 'DIMMB1(CPU1)', undefined],
      ['ECC_UNCORRECTABLE', undefined, undefined],
      ['SEL_ENTRY', undefined, undefined],
    ])
  })

  it('a clock that was never set, in each of its spellings', () => {
    const read = sel(
      '   2 | Pre-Init  |0000005616| Power Unit #0x51 | Power off/down | Asserted',
      '   4 |  Pre-Init  |Pre-Init   | Memory #0x53 | Uncorrectable ECC | Asserted',
      '   3 | Pre-Init Time-stamp | Temperature #0x12 | Upper Critical going high | Asserted',
    )
    expect(read.map(({ kind, at, clock }) => [kind, at, clock])).toEqual([
      ['SEL_ENTRY', null, 'Pre-Init 0000005616'],
      ['ECC_UNCORRECTABLE', null, 'Pre-Init Pre-Init'],
      ['OVERHEAT', null, 'Pre-Init Time-stamp'],
    ])
  })

  it('noise is skipped; an empty log is one; a text without a record is none', () => {
    expect(
      sel('SDRR successfully erased', '   1 | 11/21/2026 | 10:30:00 | OS Boot | C: boot completed | Asserted'),
    ).toHaveLength(1)
    expect(readIpmiSel('SEL has no entries\n')).toEqual({ items: [] })
    expect(readIpmiSel('Could not open device at /dev/ipmi0\n')).toHaveProperty('unreadable')
  })
})

describe('the sensors of a BMC', () => {
  const line = (name: string, value: string, state: string, critical = '100.000', unit = 'degrees C') =>
    `${name} | ${value} | ${unit} | ${state} | na | 5.000 | na | na | ${critical} | na`
  const read = (...lines: string[]) =>
    readings(readIpmiSensors(lines.join('\n'))).map(({ kind, payload }) => [kind, payload])

  it('over the upper critical limit, by value or by state; the fine ones in one event', () => {
    expect(
      read(
        line('CPU1', '101.000', 'cr'),
        line('CPU2', '100.000', 'ok'),
        line('PCH', '60.000', 'ok'),
        line('Exhaust', '95.000', 'nc'),
        line('VRM', '90.000', 'nr', 'na'),
      ),
    ).toEqual([
      ['OVERHEAT', { sensor: 'CPU1', celsius: 101, critical: 100, state: 'cr' }],
      ['OVERHEAT', { sensor: 'CPU2', celsius: 100, critical: 100, state: 'ok' }],
      ['OVERHEAT', { sensor: 'VRM', celsius: 90, state: 'nr' }],
      ['TEMPERATURE_OK', { sensors: { PCH: 60, Exhaust: 95 } }],
    ])
  })

  it('a sensor that cannot be read, one that is too cold, a limit of 0 and a fan are no heat', () => {
    expect(
      read(line('DIMM2', 'na', 'na', 'na'), line('Inlet', '2.000', 'cr'), line('FAN1', '6000', 'cr', '100', 'RPM')),
    ).toEqual([])
    expect(read(line('CPU1', '50.000', 'ok', '0.000'))).toEqual([['TEMPERATURE_OK', { sensors: { CPU1: 50 } }]])
    expect(readIpmiSensors('Get Device ID command failed')).toHaveProperty('unreadable')
  })
})
