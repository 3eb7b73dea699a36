import { describe, expect, it } from 'vitest'
import { type Alert, readAlertmanager } from './alertmanager'
import { OVER_ANY_THRESHOLD } from './reading'

const alert = (labels: Record<string, string>, more: Partial<Alert> = {}): Alert => ({
  status: 'firing',
  labels: { instance: 'db1.example.net:9100', ...labels },
  startsAt: '2026-11-20T10:00:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: 'f1',
  ...more,
})
function read(one: Alert) {
  const item = readAlertmanager({ alerts: [one] }).items[0]
  if (item === undefined || 'unreadable' in item) throw new Error('expected a reading')
  return item
}
const resolved = { status: 'resolved', endsAt: '2026-11-20T11:00:00Z' }

describe('an alert', () => {
  it.each<[string, Record<string, string>, string, string, Record<string, unknown>]>([
    [
      'SmartDeviceUnhealthy',
      { device: 'sdb', serial_number: 'S1' },
      'SMART_FAIL',
      'SMART_OK',
      { device: 'sdb', serial: 'S1' },
    ],
    ['SmartMediaErrors', { device: 'nvme0' }, 'SMART_FAIL', 'SMART_OK', { device: 'nvme0' }],
    ['InstanceDown', { job: 'node' }, 'HOST_UNREACHABLE', 'HOST_REACHABLE', {}],
    [
      'HostNodeOvertemperatureAlarm',
      { chip: 'c0', sensor: 'temp1' },
      'OVERHEAT',
      'TEMPERATURE_OK',
      { sensor: 'c0/temp1' },
    ],
    ['SMARTDeviceTemperatureOverTripValue', { device: 'sda' }, 'OVERHEAT', 'TEMPERATURE_OK', { device: 'sda' }],
    ['HostEdacUncorrectableErrorsDetected', { dimm_label: 'A1' }, 'ECC_UNCORRECTABLE', 'ECC_OK', { dimm: 'A1' }],
    [
      'HostEdacCorrectableErrorsDetected',
      { controller: '0', csrow: '1', channel: '0' },
      'ECC_ERRORS',
      'ECC_OK',
      { dimm: 'mc0_csrow1_channel0' },
    ],
    ['HostOutOfMemory', {}, 'ALERT', 'ALERT', {}],
    ['MyOwnRule', { haas_kind: 'SMART_FAIL', device: 'sdc' }, 'SMART_FAIL', 'SMART_OK', { device: 'sdc' }],
  ])('%s %o is %s, and %s once it is resolved', (alertname, labels, kind, clear, payload) => {
    const firing = read(alert({ alertname, ...labels }))
    expect(firing).toMatchObject({ kind, payload, at: new Date('2026-11-20T10:00:00Z') })
    expect(read(alert({ alertname, ...labels }, resolved))).toMatchObject({
      kind: clear,
      payload,
      at: new Date('2026-11-20T11:00:00Z'),
    })
  })

  it('an exporter that is down is not its server', () => {
    expect(read(alert({ alertname: 'InstanceDown', job: 'mysqld' })).kind).toBe('ALERT')
    expect(read(alert({ alertname: 'InstanceDown' })).kind).toBe('HOST_UNREACHABLE')
  })

  it('correctable errors count once, or over any threshold where the rule calls them critical', () => {
    const alertname = 'HostEdacCorrectableErrorsDetected'
    expect(read(alert({ alertname, severity: 'info' })).payload).toMatchObject({ count: 1 })
    expect(read(alert({ alertname, severity: 'critical' })).payload).toMatchObject({ count: OVER_ANY_THRESHOLD })
  })

  it('is the same event at each repetition, another one when it is resolved or starts anew', () => {
    const first = read(alert({ alertname: 'InstanceDown' }))
    expect(read(alert({ alertname: 'InstanceDown' })).identity).toBe(first.identity)
    expect(read(alert({ alertname: 'InstanceDown' }, resolved)).identity).not.toBe(first.identity)
    const anew = read(alert({ alertname: 'InstanceDown' }, { startsAt: '2026-11-21T10:00:00Z' }))
    expect(anew.identity).not.toBe(first.identity)
  })

  it('names its server by the instance, then by other labels', () => {
    expect(read(alert({ alertname: 'X', nodename: 'db1' })).from?.hostnames).toEqual(['db1.example.net:9100', 'db1'])
  })

  it('alerts that were left out are said', () => {
    expect(readAlertmanager({ alerts: [], truncatedAlerts: 3 }).notes).toEqual([
      'Alertmanager left out 3 alerts of this group.',
    ])
  })
})
