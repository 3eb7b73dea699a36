import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventInput } from '../../contracts/telemetry/event'
import { DUMP_FORMATS, type DumpFormat, isUnreadable } from '../../domain/telemetry/formats/reading'
import { clockWords, timesOf } from '../../domain/telemetry/formats/reading-times'
import { hostileString, hostileValue } from '../../testing/fuzz/values'
import { readDump } from './read-dump'

/** Fixed, so that a run fails for what changed in the code. */
const SEED = 20_261_129
const RECEIVED = new Date('2026-11-29T12:00:00Z')

/** A body of each format of which every branch is reached. */
const BODIES: Readonly<Record<DumpFormat, string>> = {
  smartctl: JSON.stringify([
    {
      smartctl: { exit_status: 0, messages: [{ string: 'a', severity: 'error' }] },
      device: { name: '/dev/sda', protocol: 'ATA' },
      model_name: 'm',
      serial_number: 's',
      form_factor: { name: '2.5 inches' },
      user_capacity: { bytes: 1 },
      local_time: { time_t: 1 },
      smart_status: { passed: true },
      ata_smart_attributes: { table: [{ id: 5, raw: { value: 1, string: '1' } }] },
      nvme_smart_health_information_log: { critical_warning: 0, media_errors: 0 },
      scsi_grown_defect_list: 1,
      scsi_error_counter_log: { read: { total_uncorrected_errors: 1 } },
      temperature: { current: 30 },
      power_on_time: { hours: 1 },
    },
  ]),
  redfish: JSON.stringify({
    Events: [
      'Environmental.1.0.TemperatureAboveUpperCriticalThreshold',
      'StorageDevice.1.0.DriveFailure',
      'X.1.0.Memory',
    ].map((id) => ({
      '@odata.id': '/x/1',
      EventId: '1',
      EventTimestamp: '2026-11-20T10:00:00Z',
      EntryCode: 'Assert',
      SensorType: 'Temperature',
      SensorNumber: 1,
      Severity: 'Critical',
      MessageId: id,
      Message: 'Uncorrectable memory error (DIMM 1), serial number ABCDE1',
      MessageArgs: ['a', '1'],
      OriginOfCondition: { '@odata.id': '/redfish/v1/Drives/1' },
      Oem: { Hpe: { Repaired: false, Count: 1 }, Dell: { ServerHostname: 'h' } },
    })),
  }),
  alertmanager: JSON.stringify({
    alerts: ['firing', 'resolved'].map((status) => ({
      status,
      labels: { alertname: 'SmartStatus', instance: 'h:1', device: 'sda', haas_kind: 'X' },
      annotations: { summary: 's' },
      startsAt: '2026-11-20T10:00:00Z',
      endsAt: '2026-11-20T10:00:00Z',
      generatorURL: 'u',
      fingerprint: 'f',
    })),
    truncatedAlerts: 1,
  }),
  prometheus: [
    'node_hwmon_temp_celsius{chip="c",sensor="t"} 40 1795000000000',
    'node_hwmon_temp_crit_celsius{chip="c",sensor="t"} 30',
    'node_hwmon_sensor_label{chip="c",label="l",sensor="t"} 1',
    'node_edac_csrow_uncorrectable_errors_total{controller="0",csrow="0"} 1',
    'node_boot_time_seconds 1',
    'node_uname_info{nodename="h"} 1',
  ].join('\n'),
  'ipmi-sel': [
    ' 1 | 11/20/2026 | 10:00:00 | Temperature #0x30 | Upper Critical going high | Asserted | more',
    ' 2 | Pre-Init |0000003971| Memory DIMM A1 | Correctable ECC | Asserted',
  ].join('\n'),
  'ipmi-sensor':
    'CPU | 52.0 | degrees C | ok | 0 | 0 | 0 | 90 | 100 | 100\nB | 152.0 | degrees F | cr | 0 | 0 | 0 | 90 | 100 | 100',
}

/** Each reading becomes an event that ingest takes: kind, payload and time as the contract wants them. */
function check(format: DumpFormat, body: Uint8Array): void {
  const dump = readDump(format, body, RECEIVED)
  if (isUnreadable(dump)) {
    expect(dump.unreadable).not.toBe('')
    return
  }
  const readings = dump.items.flatMap((item) => (isUnreadable(item) ? [] : [item]))
  const times = timesOf(readings, { received: RECEIVED, keptDays: 400, order: dump.order })
  for (const [i, reading] of readings.entries()) {
    const ts = times[i] ?? RECEIVED
    const payload = { ...reading.payload, ...clockWords(reading, ts) }
    const event = eventInput.safeParse({ barcode: 'S-1', ts: ts.toISOString(), kind: reading.kind, payload })
    expect(event.error?.issues).toBeUndefined()
  }
}

const bytes = (text: string) => new TextEncoder().encode(text)

describe.each(DUMP_FORMATS)('%s', (format) => {
  it('any bytes are read or refused with a reason', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (body) => check(format, body)))
  })

  it('a good body with anything in one of its places: what it says can be kept', () => {
    check(format, bytes(BODIES[format]))
    const body = BODIES[format]
    const places = [...body.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|[\w#/]+/g)]
    const inserted = fc.oneof(
      hostileValue.map((value) => JSON.stringify(value)),
      hostileString,
      hostileString.map((text) => JSON.stringify(text)),
    )
    fc.assert(
      fc.property(fc.nat(), inserted, (at, text) => {
        const place = places[at % places.length]
        if (place === undefined) return
        check(format, bytes(`${body.slice(0, place.index)}${text}${body.slice(place.index + place[0].length)}`))
      }),
      { numRuns: 1_000, seed: SEED },
    )
  })

  it('a body that was cut anywhere is read as far as it goes, or refused', () => {
    const body = BODIES[format]
    for (let end = 0; end < body.length; end += 7) check(format, bytes(body.slice(0, end)))
  })
})

it('more sensors than an event can hold come in several', () => {
  const lines = Array.from(
    { length: 250 },
    (_, i) => `${'"'.repeat(55)}${i} | 40.0 | degrees C | ok | 0 | 0 | 0 | 90 | 100 | 100`,
  )
  check('ipmi-sensor', bytes(lines.join('\n')))
  expect(readDump('ipmi-sensor', bytes(lines.join('\n')), RECEIVED)).toMatchObject({ items: { length: 3 } })
})
