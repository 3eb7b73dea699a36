import { describe, expect, it } from 'vitest'
import { OVER_ANY_THRESHOLD } from './reading'
import { readRedfish } from './redfish'
import type { RedfishRecord } from './redfish-record'

function read(record: RedfishRecord) {
  const item = readRedfish([record]).items[0]
  if (item === undefined || 'unreadable' in item) throw new Error('expected a reading')
  return item
}
const event = (id: string, args: string[], severity = 'Critical', more: RedfishRecord = {}): RedfishRecord => ({
  MessageId: id,
  MessageArgs: args,
  Severity: severity,
  EventTimestamp: '2026-11-20T10:00:00Z',
  ...more,
})
const said = (message: string, severity = 'Critical', more: RedfishRecord = {}): RedfishRecord => ({
  MessageId: 'Oem.1.0.X1',
  Message: message,
  Severity: severity,
  ...more,
})

describe('what a Redfish message says of the hardware', () => {
  it.each<[string, RedfishRecord, string, Record<string, unknown>]>([
    [
      'DMTF: over the upper critical limit',
      event('Environmental.1.1.TemperatureAboveUpperCriticalThreshold', ['Ambient', '50', '45']),
      'OVERHEAT',
      { sensor: 'Ambient', celsius: 50 },
    ],
    [
      'DMTF: no longer critical',
      event('Environmental.1.1.TemperatureNoLongerCritical', ['Ambient', '44'], 'Warning'),
      'TEMPERATURE_OK',
      { sensor: 'Ambient' },
    ],
    [
      'DMTF: a sensor of a temperature',
      event('SensorEvent.1.0.ReadingAboveUpperFatalThreshold', ['CPU0_Temp', '104', 'Cel', '100']),
      'OVERHEAT',
      { sensor: 'CPU0_Temp', celsius: 104 },
    ],
    [
      'DMTF: a sensor of a temperature is back',
      event('SensorEvent.1.0.SensorReadingNormalRange', ['CPU0_Temp', '60', 'Cel'], 'OK'),
      'TEMPERATURE_OK',
      { sensor: 'CPU0_Temp' },
    ],
    [
      'DMTF: a drive that failed',
      event('StorageDevice.1.1.DriveFailure', ['Bay 3']),
      'SMART_FAIL',
      { device: 'Bay 3' },
    ],
    [
      'DMTF: a drive that is going to fail',
      event('StorageDevice.1.1.DrivePredictiveFailure', ['Bay 3'], 'Warning'),
      'SMART_FAIL',
      { device: 'Bay 3' },
    ],
    [
      'DMTF: a drive that does not fail any more',
      event('StorageDevice.1.1.DriveFailureCleared', ['Bay 3'], 'OK'),
      'SMART_OK',
      { device: 'Bay 3' },
    ],
    [
      'DMTF: a drive over its limit of errors, by the resource',
      event('ResourceEvent.1.0.ResourceErrorThresholdExceeded', ['MediaErrors', '10'], 'Critical', {
        OriginOfCondition: { '@odata.id': '/redfish/v1/Systems/1/Storage/1/Drives/Disk.Bay.2' },
      }),
      'SMART_FAIL',
      { device: 'Disk.Bay.2' },
    ],
    [
      'HPE: uncorrectable',
      said('DIMM Failure - Uncorrectable Memory Error (Processor 2, DIMM 4)'),
      'ECC_UNCORRECTABLE',
      { dimm: 'Processor 2, DIMM 4' },
    ],
    [
      'HPE: the same, repaired',
      said('DIMM Failure - Uncorrectable Memory Error (Processor 2, DIMM 4)', 'Critical', {
        Oem: { Hpe: { Repaired: true } },
      }),
      'ECC_OK',
      { dimm: 'Processor 2, DIMM 4' },
    ],
    [
      'HPE: too many corrected errors',
      said('Corrected Memory Error threshold exceeded (Processor 1, DIMM 3)', 'Warning'),
      'ECC_ERRORS',
      { dimm: 'Processor 1, DIMM 3', count: OVER_ANY_THRESHOLD },
    ],
    [
      'Dell: too many corrected errors',
      said('Correctable memory error rate exceeded for DIMM_B10.', 'Warning'),
      'ECC_ERRORS',
      { dimm: 'DIMM_B10', count: OVER_ANY_THRESHOLD },
    ],
    [
      'Dell: uncorrectable',
      said('Multi-bit memory errors detected on a memory device at location(s) DIMM_A1.'),
      'ECC_UNCORRECTABLE',
      { dimm: 'DIMM_A1' },
    ],
    [
      'Dell: a disk that is going to fail',
      said('Predictive failure reported for Disk 4 in Backplane 1 of Integrated RAID Controller 1.', 'Warning'),
      'SMART_FAIL',
      { device: 'Disk 4' },
    ],
    [
      'an entry of a SEL: correctable',
      { ...said('Memory'), SensorType: 'Memory', EntryCode: 'Correctable ECC', MessageArgs: ['DIMM_A2'] },
      'ECC_ERRORS',
      { dimm: 'DIMM_A2', count: 1 },
    ],
    [
      'an entry of a SEL: too hot',
      {
        ...said('Upper Critical', 'Warning'),
        SensorType: 'Temperature',
        SensorNumber: 48,
        EntryCode: 'Upper Critical - going high',
      },
      'OVERHEAT',
      { sensor: 'Temperature #0x30' },
    ],
    [
      'an entry of a SEL: not too hot any more',
      { ...said('Temperature threshold exceeded'), SensorType: 'Temperature', SensorNumber: 48, EntryCode: 'Deassert' },
      'TEMPERATURE_OK',
      { sensor: 'Temperature #0x30' },
    ],
  ])('%s', (_, record, kind, payload) => {
    const reading = read(record)
    expect(reading.kind).toBe(kind)
    expect(reading.payload).toMatchObject(payload)
  })

  it.each<[string, RedfishRecord]>([
    [
      'a sensor that could be read again',
      event('ResourceEvent.ResourceErrorsCorrected', ['SensorReadError', 'CPU1 Temperature'], 'OK'),
    ],
    ['a sensor that cannot be read', said('CPU1 Temperature sensor could not be read: threshold exceeded')],
    ['a sensor that failed', event('SensorEvent.1.0.SensorFailure', ['CPU0_Temp'])],
    ['warm', event('Environmental.1.1.TemperatureAboveUpperCautionThreshold', ['Ambient', '40', '38'], 'Warning')],
    ['warm, in words', said('The system inlet temperature is greater than the upper warning threshold.', 'Warning')],
    ['too cold', event('Environmental.1.1.TemperatureBelowLowerCriticalThreshold', ['Ambient', '1', '5'])],
    [
      'a voltage over its limit',
      event('SensorEvent.1.0.ReadingAboveUpperCriticalThreshold', ['P12V', '13', 'V', '12.6']),
    ],
    ['a power supply', said('Power supply redundancy is lost.')],
    ['memory that was trained', said('Memory training finished for DIMM_A1', 'OK')],
    [
      'repaired, and nothing says which',
      said('Uncorrectable Memory Error', 'Critical', { Oem: { Hpe: { Repaired: true } } }),
    ],
  ])('%s is no fault', (_, record) => {
    expect(read(record).kind).toBe('REDFISH_EVENT')
  })

  it('an entry that was repaired since is another event; the same one sent again is not', () => {
    const entry: RedfishRecord = { ...said('Uncorrectable Memory Error (DIMM 1)'), '@odata.id': '/redfish/v1/x/1' }
    expect(read(entry).identity).toBe(read({ ...entry }).identity)
    expect(read(entry).identity).not.toBe(read({ ...entry, Oem: { Hpe: { Repaired: true } } }).identity)
  })

  it('what has no words at all cannot be read; a host name comes where Dell gives one', () => {
    expect(readRedfish([{ '@odata.id': '/redfish/v1/x/1' }]).items[0]).toHaveProperty('unreadable')
    const named = read({ ...said('x'), Oem: { Dell: { ServerHostname: 'db1' } } })
    expect(named.from).toEqual({ hostnames: ['db1'], serials: [] })
  })
})
