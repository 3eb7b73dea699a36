import { canonicalJson } from '../event-hash'
import { type Dump, figure, fineTemperatures, type Reading, type Unreadable, words } from './reading'

type SensorLine = {
  name: string
  value: number | undefined
  unit: string
  state: string
  lowerCritical: number | undefined
  upperCritical: number | undefined
  upperNonRecoverable: number | undefined
}

/** Columns: name | value | unit | state | lower nr, critical, nc | upper nc, critical, nr. */
const COLUMNS = 10

/** `ipmitool sensor`: temperatures over their upper critical limit, and one event of those that are fine. */
export function readIpmiSensors(text: string): Dump | Unreadable {
  const lines = text.split('\n').flatMap((line) => parseLine(line) ?? [])
  if (lines.length === 0) return { unreadable: 'No line of it is one of `ipmitool sensor`.' }
  const temperatures = lines.filter((line) => /^degrees [CF]$/i.test(line.unit) && line.value !== undefined)
  const hot = temperatures.filter(isTooHot)
  const about = { at: null, sameFor: 'ten-minutes' } as const
  const fine = temperatures.filter((line) => !isTooHot(line) && !isBad(line))
  const readings: Omit<Reading, 'identity'>[] = [
    ...hot.map((line) => ({ ...about, kind: 'OVERHEAT', payload: overheat(line) })),
    ...fineTemperatures(
      fine.map((line) => [line.name, celsius(line, line.value)] as const),
      about,
    ),
  ]
  return {
    items: readings.map((reading) => ({ ...reading, identity: canonicalJson([reading.kind, reading.payload]) })),
  }
}

function parseLine(line: string): SensorLine | null {
  const columns = line.split('|').map((column) => column.trim())
  const [name, value, unit, state] = columns
  const label = words(name, 60)
  if (columns.length !== COLUMNS || label === undefined || unit === undefined || state === undefined) return null
  return {
    name: label,
    value: plausible(value),
    unit,
    state: words(state.toLowerCase(), 20) ?? '',
    lowerCritical: plausible(columns[5]),
    upperCritical: plausible(columns[8]),
    upperNonRecoverable: plausible(columns[9]),
  }
}

/** Further off than any sensor of a server. */
const IMPLAUSIBLE = 1e9

function plausible(text: string | undefined): number | undefined {
  const value = figure(text)
  return value === undefined || Math.abs(value) > IMPLAUSIBLE ? undefined : value
}

const isBad = ({ state }: SensorLine): boolean => /^(l|u)?(cr|nr)$/.test(state)

/** Critical may also be too cold. A limit of 0 is one that was never set. */
function isTooHot(line: SensorLine): boolean {
  const { value, state, lowerCritical } = line
  if (value === undefined || /^l(cr|nr)$/.test(state)) return false
  const limits = [line.upperCritical, line.upperNonRecoverable].flatMap((limit) => (limit && limit > 0 ? [limit] : []))
  if (limits.length > 0 && value >= Math.min(...limits)) return true
  return isBad(line) && !(lowerCritical !== undefined && value <= lowerCritical)
}

function overheat(line: SensorLine): Record<string, unknown> {
  const limit = line.upperCritical
  return {
    sensor: line.name,
    celsius: celsius(line, line.value),
    ...(limit === undefined ? {} : { critical: celsius(line, limit) }),
    state: line.state,
  }
}

function celsius({ unit }: SensorLine, value = 0): number {
  return /F$/i.test(unit) ? Math.round((value - 32) / 0.18) / 10 : value
}
