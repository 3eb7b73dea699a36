import type { Sample } from './prometheus-text'
import { fineTemperatures, type Reading, words } from './reading'

type Temperature = {
  chip: string
  sensor: string
  celsius?: number
  critical?: number
  alarm: boolean
  faulty: boolean
}

const METRICS = new Map<string, (value: number) => Partial<Temperature>>([
  ['node_hwmon_temp_celsius', (celsius) => ({ celsius })],
  ['node_hwmon_temp_crit_celsius', (critical) => ({ critical })],
  ['node_hwmon_temp_crit_alarm_celsius', (value) => ({ alarm: value === 1 })],
  ['node_hwmon_temp_crit_alarm', (value) => ({ alarm: value === 1 })],
  ['node_hwmon_temp_fault', (value) => ({ faulty: value === 1 })],
  ['node_hwmon_temp_fault_celsius', (value) => ({ faulty: value === 1 })],
])

/** Chips that were not told a limit have 0 or the largest number that fits. */
const isBelievable = (celsius: number | undefined): celsius is number =>
  celsius !== undefined && celsius > 0 && celsius < 150

/**
 * Sensors over their critical limit, or whose chip says so, one event each; one event of all that are fine. A sensor that is
 * not a number, or that its chip calls faulty, says nothing.
 */
export function readHwmon(samples: readonly Sample[], at: Date | null): Omit<Reading, 'identity'>[] {
  const temperatures = temperaturesOf(samples).filter(
    ({ celsius, alarm, faulty }) => !faulty && (celsius === undefined ? alarm : Number.isFinite(celsius)),
  )
  const nameOf = namesOf(temperatures, samples)
  const about = { at, sameFor: at === null ? 'ten-minutes' : 'ever' } as const
  const hot = temperatures.filter(isTooHot)
  const fine = temperatures.flatMap((one) =>
    one.celsius === undefined || isTooHot(one) ? [] : [[nameOf(one), one.celsius] as const],
  )
  const overheated = hot.map((one) => ({
    ...about,
    kind: 'OVERHEAT',
    payload: {
      sensor: nameOf(one),
      ...(one.celsius === undefined ? {} : { celsius: one.celsius }),
      ...(isBelievable(one.critical) ? { critical: one.critical } : {}),
      ...(one.alarm ? { alarm: true } : {}),
    },
  }))
  return [...overheated, ...fineTemperatures(fine, about)]
}

function temperaturesOf(samples: readonly Sample[]): Temperature[] {
  const found = new Map<string, Temperature>()
  for (const { name, labels, value } of samples) {
    const part = METRICS.get(name)?.(value)
    const { chip, sensor } = labels
    if (part === undefined || chip === undefined || sensor === undefined) continue
    const key = `${chip}/${sensor}`
    const known = found.get(key) ?? { chip, sensor, alarm: false, faulty: false }
    found.set(key, { ...known, ...part, alarm: known.alarm || part.alarm === true })
  }
  return [...found.values()]
}

function isTooHot({ celsius, critical, alarm }: Temperature): boolean {
  return alarm || (celsius !== undefined && isBelievable(critical) && celsius >= critical)
}

/** Its label where no other sensor has the same, with the chip where none of that chip has, else chip and sensor. */
function namesOf(temperatures: readonly Temperature[], samples: readonly Sample[]): (one: Temperature) => string {
  const labels = new Map<string, string>()
  for (const { name, labels: of } of samples) {
    if (name === 'node_hwmon_sensor_label' && of.label) labels.set(`${of.chip}/${of.sensor}`, of.label)
  }
  const candidates = ({ chip, sensor }: Temperature): string[] => {
    const label = labels.get(`${chip}/${sensor}`)
    return label === undefined ? [] : [label, `${chip}/${label}`]
  }
  const times = new Map<string, number>()
  for (const name of temperatures.flatMap(candidates)) times.set(name, (times.get(name) ?? 0) + 1)
  return (one) => {
    const name = candidates(one).find((candidate) => times.get(candidate) === 1) ?? `${one.chip}/${one.sensor}`
    return words(name, 60) ?? 'unknown'
  }
}
