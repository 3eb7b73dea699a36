import { canonicalJson } from '../event-hash'
import { readEdac } from './edac'
import { readHwmon } from './hwmon'
import { parseExposition, type Sample } from './prometheus-text'
import { type Dump, type Reading, type ServerNames, type Unreadable, words } from './reading'

/** node_exporter's text: temperatures of hwmon and memory errors of EDAC. Everything else in it is passed over. */
export function readPrometheus(text: string, received: Date): Dump | Unreadable {
  const samples = parseExposition(text)
  if (samples.length === 0) return { unreadable: 'No line of it is a sample in the text format of Prometheus.' }
  const at = timeOf(samples)
  const from = namesOf(samples)
  const heat = readHwmon(samples, at).map((reading): Reading => {
    const identity = canonicalJson([reading.kind, reading.payload, at?.getTime() ?? null])
    return { ...reading, identity, from }
  })
  const memory = readEdac(samples, { at, received }).map((reading): Reading => ({ ...reading, from }))
  return { items: [...heat, ...memory] }
}

/** The time of the lines, else the server's clock where it was scraped with them. */
function timeOf(samples: readonly Sample[]): Date | null {
  const lines = samples.flatMap(({ name, at }) => (at !== null && /^node_(hwmon|edac)_/.test(name) ? [at] : []))
  const clock = samples.find(({ name }) => name === 'node_time_seconds')?.value
  const ms =
    lines.length > 0 ? lines.reduce((a, b) => Math.max(a, b)) : clock === undefined ? Number.NaN : clock * 1_000
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms) : null
}

/** What boards say that were never given a serial. */
const NO_SERIAL =
  /^(none|default string|to be filled.*|not (specified|applicable|available)|system serial number|chassis serial number|0+|0?123456789|n\/?a)$/i

function namesOf(samples: readonly Sample[]): ServerNames {
  const labelsOf = (metric: string) => samples.find(({ name }) => name === metric)?.labels ?? {}
  const hostname = words(labelsOf('node_uname_info').nodename, 256)
  const { product_serial: product, chassis_serial: chassis } = labelsOf('node_dmi_info')
  const serials = [product, chassis]
    .flatMap((serial) => words(serial) ?? [])
    .filter((serial) => !NO_SERIAL.test(serial))
  return { hostnames: hostname === undefined ? [] : [hostname], serials: [...new Set(serials)] }
}
