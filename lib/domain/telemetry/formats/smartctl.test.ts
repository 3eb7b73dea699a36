import { describe, expect, it } from 'vitest'
import type { Reading } from './reading'
import { readSmartctl, type SmartctlReport } from './smartctl'

const ATA: SmartctlReport = {
  smartctl: { exit_status: 0 },
  device: { name: '/dev/sda', protocol: 'ATA' },
  model_name: 'HGST HUS726060ALE614',
  serial_number: 'K1',
  form_factor: { name: '3.5 inches' },
  user_capacity: { bytes: 6_001_175_126_016 },
  local_time: { time_t: 1_795_000_000 },
  smart_status: { passed: true },
  temperature: { current: 31 },
}
const withAttributes = (...table: { id: number; raw: { value: number; string: string } }[]): SmartctlReport => ({
  ...ATA,
  ata_smart_attributes: { table },
})
const NVME: SmartctlReport = {
  device: { name: '/dev/nvme0', protocol: 'NVMe' },
  serial_number: 'N1',
  smart_status: { passed: true },
  nvme_smart_health_information_log: { critical_warning: 0, media_errors: 0, percentage_used: 3, available_spare: 100 },
}

function read(report: SmartctlReport): Reading {
  const dump = readSmartctl([report])
  const item = 'items' in dump ? dump.items[0] : undefined
  if (item === undefined || 'unreadable' in item) throw new Error('expected a reading')
  return item
}

describe('a disk as smartctl tells of it', () => {
  it('one in good health is a report of all its readings, at the time of its own clock', () => {
    const reading = read(withAttributes({ id: 5, raw: { value: 0, string: '0' } }))
    expect(reading).toMatchObject({ kind: 'SMART_REPORT', at: new Date(1_795_000_000_000), sameFor: 'ever' })
    expect(reading.payload).toEqual({
      device: '/dev/sda',
      serial: 'K1',
      model: 'HGST HUS726060ALE614',
      protocol: 'ATA',
      formFactor: '3.5 inches',
      capacityBytes: 6_001_175_126_016,
      passed: true,
      reallocated: 0,
      celsius: 31,
    })
  })

  it('one that fails its own test is SMART_FAIL', () => {
    expect(read({ ...ATA, smart_status: { passed: false } }).kind).toBe('SMART_FAIL')
    expect(read({ ...NVME, smart_status: { passed: false } }).kind).toBe('SMART_FAIL')
  })

  it('an NVMe that is merely hot, which smartctl calls failed, is a report: the rules read the bits', () => {
    const log = { ...NVME.nvme_smart_health_information_log, critical_warning: 2 }
    const reading = read({ ...NVME, smart_status: { passed: false }, nvme_smart_health_information_log: log })
    expect(reading).toMatchObject({ kind: 'SMART_REPORT', payload: { criticalWarning: 2, passed: false } })
  })

  it('a raw value that packs more than one counter is read as smartctl shows it', () => {
    const packed = withAttributes(
      { id: 5, raw: { value: 12 * 65_536 + 8, string: '8 (12)' } },
      { id: 197, raw: { value: 3, string: '3' } },
    )
    expect(read(packed).payload).toMatchObject({ reallocated: 8, pending: 3 })
  })

  it('media errors of an NVMe, and the defects and errors of a SAS disk', () => {
    const log = { ...NVME.nvme_smart_health_information_log, media_errors: 7 }
    expect(read({ ...NVME, nvme_smart_health_information_log: log }).payload).toMatchObject({ mediaErrors: 7 })
    const sas = {
      device: { name: '/dev/sdg', protocol: 'SCSI' },
      scsi_grown_defect_list: 56,
      scsi_error_counter_log: { read: { total_uncorrected_errors: 2 }, write: { total_uncorrected_errors: 1 } },
    }
    expect(read(sas).payload).toMatchObject({ grownDefects: 56, uncorrectedErrors: 3 })
  })

  it('a device that could not be opened is not read, with what smartctl said', () => {
    const messages = [{ string: 'Smartctl open device: /dev/sdz failed: No such device', severity: 'error' }]
    const dump = readSmartctl([{ smartctl: { exit_status: 2, messages }, device: { name: '/dev/sdz' } }, ATA])
    expect(dump).toMatchObject({
      items: [{ unreadable: expect.stringContaining('/dev/sdz failed: No such device') }, { kind: 'SMART_REPORT' }],
    })
    expect(readSmartctl([{}])).toMatchObject({ items: [{ unreadable: expect.stringContaining('neither') }] })
    expect(readSmartctl([])).toEqual({ unreadable: 'There is no disk in it.' })
  })

  it('is the same event when it is sent again, and another one when anything changed', () => {
    expect(read(ATA).identity).toBe(read(structuredClone(ATA)).identity)
    expect(read(ATA).identity).not.toBe(read({ ...ATA, temperature: { current: 32 } }).identity)
    expect(read(ATA).identity).not.toBe(read({ ...ATA, local_time: { time_t: 1_795_000_060 } }).identity)
    expect(read({ ...ATA, local_time: null })).toMatchObject({ at: null, sameFor: 'ten-minutes' })
    expect(read({ ...ATA, local_time: { time_t: 1e300 } }).at).toBeNull()
  })
})
