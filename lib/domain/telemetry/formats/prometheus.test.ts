import { describe, expect, it } from 'vitest'
import { readPrometheus } from './prometheus'
import { parseExposition } from './prometheus-text'

const RECEIVED = new Date('2026-11-29T12:00:00Z')

function read(...lines: string[]) {
  const dump = readPrometheus(lines.join('\n'), RECEIVED)
  if ('unreadable' in dump) throw new Error(dump.unreadable)
  return dump.items.flatMap((item) => ('unreadable' in item ? [] : [item]))
}
const kinds = (...lines: string[]) => read(...lines).map(({ kind, payload }) => [kind, payload])
const celsius = (sensor: string, value: number | string) =>
  `node_hwmon_temp_celsius{chip="c0",sensor="${sensor}"} ${value}`
const critical = (sensor: string, value: number) =>
  `node_hwmon_temp_crit_celsius{chip="c0",sensor="${sensor}"} ${value}`

describe('the text format', () => {
  it('labels with escapes, commas and braces, values that are no numbers, times', () => {
    expect(
      parseExposition('# HELP x\nx{a="b,\\"c\\"}\\n",d=""} 1.5e3 1795000000000\ny NaN\nz +Inf\nnonsense here too\n'),
    ).toEqual([
      { name: 'x', labels: { a: 'b,"c"}\n', d: '' }, value: 1_500, at: 1_795_000_000_000 },
      { name: 'y', labels: {}, value: Number.NaN, at: null },
      { name: 'z', labels: {}, value: Number.POSITIVE_INFINITY, at: null },
    ])
  })

  it('a page of HTML is none of it', () => {
    expect(readPrometheus('<html><body>404</body></html>', RECEIVED)).toHaveProperty('unreadable')
  })
})

describe('temperatures', () => {
  it('over the critical limit, or by the alarm of the chip: one event each; the fine ones in one', () => {
    expect(
      kinds(
        celsius('temp1', 101),
        critical('temp1', 100),
        celsius('temp2', 60),
        critical('temp2', 100),
        celsius('temp3', 70),
        'node_hwmon_temp_crit_alarm_celsius{chip="c0",sensor="temp3"} 1',
        celsius('temp4', 40),
      ),
    ).toEqual([
      ['OVERHEAT', { sensor: 'c0/temp1', celsius: 101, critical: 100 }],
      ['OVERHEAT', { sensor: 'c0/temp3', celsius: 70, alarm: true }],
      ['TEMPERATURE_OK', { sensors: { 'c0/temp2': 60, 'c0/temp4': 40 } }],
    ])
  })

  it('a limit that was never set is none; what is not a number, or faulty, says nothing', () => {
    const unset = [celsius('temp1', 50), critical('temp1', 0), celsius('temp2', 50), critical('temp2', 65_261.85)]
    expect(kinds(...unset)).toEqual([['TEMPERATURE_OK', { sensors: { 'c0/temp1': 50, 'c0/temp2': 50 } }]])
    const alarm = 'node_hwmon_temp_crit_alarm_celsius{chip="c0",sensor="temp1"} 1'
    expect(kinds(celsius('temp1', 'NaN'), alarm)).toEqual([])
    expect(
      kinds(celsius('temp1', 200), critical('temp1', 100), 'node_hwmon_temp_fault{chip="c0",sensor="temp1"} 1'),
    ).toEqual([])
  })

  it('a sensor goes by its label where that is its own', () => {
    const label = (chip: string, sensor: string, text: string) =>
      `node_hwmon_sensor_label{chip="${chip}",label="${text}",sensor="${sensor}"} 1`
    const other = 'node_hwmon_temp_celsius{chip="c1",sensor="temp1"} 41'
    const names = (...lines: string[]) => Object.keys(Object(read(...lines)[0]?.payload.sensors))
    expect(names(celsius('temp1', 40), other, label('c0', 'temp1', 'Inlet'), label('c1', 'temp1', 'Core 0'))).toEqual([
      'Inlet',
      'Core 0',
    ])
    expect(names(celsius('temp1', 40), other, label('c0', 'temp1', 'Core 0'), label('c1', 'temp1', 'Core 0'))).toEqual([
      'c0/Core 0',
      'c1/Core 0',
    ])
  })
})

describe('memory', () => {
  const channel = (what: string, row: number, of: number, count: number) =>
    `node_edac_channel_${what}_errors_total{channel="${of}",controller="0",csrow="${row}",dimm_label="DIMM_${row}${of}"} ${count}`
  const row = (what: string, of: string, count: number) =>
    `node_edac_csrow_${what}_errors_total{controller="0",csrow="${of}"} ${count}`
  const boot = (hoursAgo: number) => `node_boot_time_seconds ${RECEIVED.getTime() / 1_000 - hoursAgo * 3_600}`

  it('a channel names its DIMM; a row counts where none of its channels did; the unknown where no slot is named', () => {
    expect(
      kinds(
        channel('uncorrectable', 0, 0, 2),
        row('uncorrectable', '0', 2),
        row('uncorrectable', '2', 5),
        row('uncorrectable', 'unknown', 6),
      ),
    ).toEqual([
      ['ECC_UNCORRECTABLE', { dimm: 'DIMM_00', count: 2 }],
      ['ECC_UNCORRECTABLE', { dimm: 'mc0_csrow2', count: 5 }],
    ])
    expect(kinds(channel('correctable', 0, 0, 0), row('correctable', 'unknown', 6))).toEqual([
      ['ECC_ERRORS', { count: 6 }],
    ])
    expect(kinds('node_edac_correctable_errors_total{controller="0"} 4')).toEqual([['ECC_ERRORS', { count: 4 }]])
  })

  it('an unchanged counter is the same event for a day, one that grew or began anew is not', () => {
    const [first] = read(channel('correctable', 0, 0, 3), boot(5))
    expect(first).toMatchObject({ sameFor: 'day' })
    expect(read(channel('correctable', 0, 0, 3), boot(5))[0]?.identity).toBe(first?.identity)
    expect(read(channel('correctable', 0, 0, 4), boot(5))[0]?.identity).not.toBe(first?.identity)
    expect(read(channel('correctable', 0, 0, 3), boot(1))[0]?.identity).not.toBe(first?.identity)
  })

  it('nothing counted is good news only after a day: a restart sets counters to 0', () => {
    expect(kinds(channel('uncorrectable', 0, 0, 0), boot(1))).toEqual([])
    expect(kinds(channel('uncorrectable', 0, 0, 0))).toEqual([])
    expect(read(channel('uncorrectable', 0, 0, 0), boot(25)).map(({ kind }) => kind)).toEqual(['ECC_OK'])
    expect(kinds(boot(25))).toEqual([])
  })
})

it('a server is named by its node name and its serial, unless that is a placeholder', () => {
  const uname = 'node_uname_info{nodename="db1.example.net",sysname="Linux"} 1'
  const dmi = (serial: string) => `node_dmi_info{product_serial="${serial}",chassis_serial="CZ1"} 1`
  const from = (...lines: string[]) => read(celsius('temp1', 40), ...lines)[0]?.from
  expect(from(uname, dmi('To be filled by O.E.M.'))).toEqual({ hostnames: ['db1.example.net'], serials: ['CZ1'] })
  expect(from(dmi('7XK1'))).toEqual({ hostnames: [], serials: ['7XK1', 'CZ1'] })
})
