import { type Dump, OVER_ANY_THRESHOLD, type Reading, said, type Unreadable, words } from './reading'

type SelRecord = {
  id: string
  at: Date | null
  /** Its time as the BMC wrote it. */
  time: string
  sensor: string
  event: string
  asserted: boolean
  /** What some BMCs add: "CPU 0 DIMM 8", "Reading 28 > Threshold 28 degrees C". */
  more: string
}

const DAY_MS = 86_400_000

/**
 * `ipmitool sel elist` or `sel list`: one event a record, in the order of the log. Its times are in the BMC's own zone, which
 * nothing names: they are read as UTC. A BMC whose clock was not set yet writes "Pre-Init".
 */
export function readIpmiSel(text: string): Dump | Unreadable {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const records = lines.flatMap((line) => parseRecord(line) ?? [])
  if (records.length === 0 && lines.some((line) => /SEL has no entries/i.test(line))) return { items: [] }
  if (records.length === 0) return { unreadable: 'No line of it is a record of `ipmitool sel`.' }
  const counts = new Map<string, (Date | null)[]>()
  return { items: records.map((record) => toReading(record, counts)), order: 'as-written' }
}

function parseRecord(line: string): SelRecord | null {
  const columns = line.split('|').map((column) => column.trim())
  const [id, date = ''] = columns
  if (id === undefined || !/^[0-9a-f]{1,4}$/i.test(id) || columns.length < 4) return null
  const unset = /^Pre-Init/i.test(date)
  const second = columns[2] ?? ''
  const timed = unset ? /^(\d*|Pre-Init.*)$/i.test(second) : true
  if (!unset && !/^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$/.test(date)) return null
  const [sensor = '', event = '', direction = '', ...more] = columns.slice(timed ? 3 : 2)
  if (sensor === '') return null
  return {
    id: id.toLowerCase(),
    at: unset ? null : timeOf(date, second),
    time: timed ? `${date} ${second}` : date,
    sensor,
    event,
    asserted: !/^Deasserted$/i.test(direction),
    more: more.join(' '),
  }
}

/** 03/12/2019 or 03/12/19 (month first, unless that cannot be), or 2019-03-12. */
function timeOf(date: string, time: string): Date | null {
  const clock = /^(\d{1,2}):(\d\d):(\d\d)/.exec(time)
  const [a = 0, b = 0, c = 0] = date.split(/[/-]/).map(Number)
  if (clock === null) return null
  const monthFirst = a <= 12 ? { year: c, month: a, day: b } : { year: c, month: b, day: a }
  const { year, month, day } = a > 31 ? { year: a, month: b, day: c } : monthFirst
  const [, hours, minutes, seconds] = clock.map(Number)
  const at = Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hours, minutes, seconds)
  return month < 1 || month > 12 || Number.isNaN(at) ? null : new Date(at)
}

function toReading(record: SelRecord, counts: Map<string, (Date | null)[]>): Reading {
  const { id, time, sensor, event, asserted, more } = record
  const { kind, payload } = meaningOf(record, counts)
  return {
    kind,
    at: record.at,
    ...(record.at === null ? { clock: words(time) ?? 'not set' } : {}),
    payload: said({ ...payload, record: id, event: words(event, 300), more: words(more, 300) }),
    identity: [id, time, sensor, event, asserted, more].join('\n'),
    sameFor: 'ever',
  }
}

type Meaning = { kind: string; payload: Record<string, unknown> }

function meaningOf(record: SelRecord, counts: Map<string, (Date | null)[]>): Meaning {
  const { sensor, event, asserted } = record
  const isTemperature = /^Temperature\b/i.test(sensor)
  if (isTemperature && /^Upper (Critical|Non-recoverable) going high/i.test(event))
    return { kind: asserted ? 'OVERHEAT' : 'TEMPERATURE_OK', payload: { sensor: sensorName(sensor) } }
  if (/^Memory\b/i.test(sensor) && asserted) {
    const dimm = dimmOf(record)
    if (/^Uncorrectable ECC/i.test(event)) return { kind: 'ECC_UNCORRECTABLE', payload: { dimm } }
    if (/^Correctable ECC logging limit reached/i.test(event))
      return { kind: 'ECC_ERRORS', payload: { dimm, count: OVER_ANY_THRESHOLD } }
    if (/^Correctable ECC/i.test(event))
      return { kind: 'ECC_ERRORS', payload: { dimm, count: countWithinADay(record, dimm, counts) } }
  }
  return { kind: 'SEL_ENTRY', payload: { sensor: words(sensor), asserted } }
}

/** The name that `ipmitool sensor` has for it: "Temperature Inlet Temp" is Inlet Temp; "Temperature #0x30" has no other. */
function sensorName(sensor: string): string | undefined {
  const name = sensor.replace(/^Temperature\s+/i, '')
  return words(name === '' || name.startsWith('#') ? sensor : name, 60)
}

/** The slot where the record names one, else the sensor where that is one of a DIMM. */
function dimmOf({ sensor, event, more }: SelRecord): string | undefined {
  const inside = /\(@?(.+)\)\s*$/.exec(event)?.[1]
  const named = [more, inside].find((text) => text !== undefined && /DIMM|slot|bank/i.test(text))
  if (named !== undefined) return words(named)
  return words(sensor.replace(/^Memory\s*/i, (word) => (/#/.test(sensor) ? word : '')))
}

const MOST_COUNTED = 1_000

/** How many correctable errors of that DIMM the log has in the day up to this one; those without a time all count. */
function countWithinADay(record: SelRecord, dimm = '', counts: Map<string, (Date | null)[]>): number {
  const earlier = counts.get(dimm)?.slice(-MOST_COUNTED) ?? []
  counts.set(dimm, [...earlier, record.at])
  const near = earlier.filter((at) => {
    if (at === null || record.at === null) return true
    return Math.abs(record.at.getTime() - at.getTime()) <= DAY_MS
  })
  return near.length + 1
}
