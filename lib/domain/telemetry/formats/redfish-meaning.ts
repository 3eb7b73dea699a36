import { clearKindOf, figure, OVER_ANY_THRESHOLD, words } from './reading'
import { originOf, type RedfishRecord, severityOf } from './redfish-record'

export type Meaning = { kind: string; payload: Record<string, unknown> }

type Fault = Meaning & { component: string | undefined }

/**
 * What a Redfish message says of the hardware, by the ids of DMTF's registries (Environmental, SensorEvent, StorageDevice,
 * ResourceEvent, OpenBMC's), by the fields of entries of a SEL, and by the words that HPE and Dell use. What is over, or was never
 * bad, is no fault: the kind that clears it where the component is known, else REDFISH_EVENT.
 */
export function meaningOfRedfish(record: RedfishRecord): Meaning {
  const other: Meaning = { kind: 'REDFISH_EVENT', payload: {} }
  if (isUnreadSensor(record)) return other
  const fault = memoryFault(record) ?? driveFault(record) ?? temperatureFault(record)
  if (fault === null) return other
  if (!isOver(record)) return { kind: fault.kind, payload: fault.payload }
  const kind = clearKindOf(fault.kind)
  if (kind === null || fault.component === undefined) return other
  const { count: _, ...payload } = fault.payload
  return { kind, payload }
}

const idOf = ({ MessageId: id }: RedfishRecord): string => id?.split('.').at(-1) ?? ''
/** All the words in which it says what happened. */
const textOf = (record: RedfishRecord): string =>
  [idOf(record), record.EntryCode, record.Message].filter((part) => typeof part === 'string').join(' ')

/** A sensor that cannot be read says nothing of what it measures, and neither does that it can be read again. */
function isUnreadSensor(record: RedfishRecord): boolean {
  return /SensorReadError|InvalidSensorReading|SensorFail|SensorRestored|(can ?not|unable to|could not) (be )?read/i.test(
    [textOf(record), ...(record.MessageArgs ?? []).map(String)].join(' '),
  )
}

function isOver(record: RedfishRecord): boolean {
  const ended = /(Corrected|Cleared|Resolved|Restored|Normal|NormalRange|NoLonger\w+|OK)$/
  return (
    /^OK$/i.test(severityOf(record) ?? '') ||
    record.Oem?.Hpe?.Repaired === true ||
    record.Resolved === true ||
    ended.test(idOf(record)) ||
    /^ReadingBelowUpperCritical/.test(idOf(record)) ||
    /\bde-?assert/i.test(record.EntryCode ?? '') ||
    /\bde-?asserted\b|returned to normal|back to normal|within range|has been (cleared|repaired)/i.test(
      record.Message ?? '',
    )
  )
}

function memoryFault(record: RedfishRecord): Fault | null {
  const text = textOf(record)
  if (record.SensorType !== 'Memory' && !/memory|dimm|\becc/i.test(text)) return null
  const component = dimmOf(record)
  const about = component === undefined ? {} : { dimm: component }
  if (/uncorrect\w*|multi-bit|unrecoverable/i.test(text))
    return { kind: 'ECC_UNCORRECTABLE', payload: about, component }
  if (!/correct(able|ed)|single-bit|ECC ?Logging ?Limit/i.test(text)) return null
  const tooMany = /threshold|exceed|limit|rate|persistent/i.test(text)
  const count = tooMany ? OVER_ANY_THRESHOLD : (figure(record.Oem?.Hpe?.Count) ?? 1)
  return { kind: 'ECC_ERRORS', payload: { ...about, count }, component }
}

/** "(Processor 2, DIMM 4)", "DIMM_A1", "PROC 1 DIMM 3", else the resource that it is about. */
function dimmOf(record: RedfishRecord): string | undefined {
  const texts = [record.Message, ...(record.MessageArgs ?? [])].filter((text) => typeof text === 'string')
  const patterns = [
    /\(([^()]*\bDIMM\b[^()]*)\)/i,
    /\b(P(?:rocessor|ROC) ?\d+[ ,]+DIMM ?\w+)/i,
    /\b(DIMM[_ -]?[A-Z]?\d+\w*)/i,
    /\b(DIMM[_ -][A-Z]\d*)\b/i,
  ]
  for (const pattern of patterns)
    for (const text of texts) {
      const slot = words(pattern.exec(text)?.[1])
      if (slot !== undefined) return slot
    }
  return words(/\/Memory\/([^/]+)$/.exec(originOf(record) ?? '')?.[1])
}

function driveFault(record: RedfishRecord): Fault | null {
  const text = textOf(record)
  const byId = /^Drive(Predictive)?Failure(Cleared)?$|^DriveOK$/.test(idOf(record))
  const byWords =
    /\b(drive|disk|SSD)\b/i.test(record.Message ?? '') && /\bfail(ed|ure|ing)\b|fault|predictive/i.test(text)
  const byResource =
    /\/Drives\/[^/]+$/.test(originOf(record) ?? '') &&
    /^(ResourceErrorThresholdExceeded|ResourceErrorThresholdCleared|ResourceStatusChangedCritical|ResourceStatusChangedOK)$/.test(
      idOf(record),
    )
  if (!byId && !byWords && !byResource) return null
  const serial = words(/\b(?:serial(?: number| no\.?)?|S\/N)[:\s]+([A-Z0-9-]{5,})/i.exec(record.Message ?? '')?.[1])
  const device =
    words(/\/Drives\/([^/]+)$/.exec(originOf(record) ?? '')?.[1]) ??
    (byId ? words(record.MessageArgs?.[0]) : undefined) ??
    words(/\b((?:physical |solid state )?(?:drive|disk|SSD) [\w:.-]*\d[\w:.-]*)/i.exec(record.Message ?? '')?.[1])
  const component = serial ?? device
  return {
    kind: 'SMART_FAIL',
    payload: { ...(serial === undefined ? {} : { serial }), ...(device === undefined ? {} : { device }) },
    component,
  }
}

const CRITICAL_IDS =
  /^(Temperature|Reading)(AboveUpper(Critical|Fatal)Threshold|Critical|Normal|NoLongerCritical)$|^SensorReadingNormalRange$|^ReadingBelowUpperCriticalThreshold$|^DeviceOverheated$/

function temperatureFault(record: RedfishRecord): Fault | null {
  if (!speaksOfTemperature(record) || !isCritical(record)) return null
  const component = sensorOf(record)
  const celsius = /^(Temperature|Reading)/.test(idOf(record)) ? figure(record.MessageArgs?.[1]) : undefined
  return {
    kind: 'OVERHEAT',
    payload: {
      ...(component === undefined ? {} : { sensor: component }),
      ...(celsius === undefined ? {} : { celsius }),
    },
    component,
  }
}

function speaksOfTemperature(record: RedfishRecord): boolean {
  const sensor = [record.MessageArgs?.[0], originOf(record)].map(String).join(' ')
  return (
    record.SensorType === 'Temperature' ||
    /temperature|overheat/i.test(textOf(record)) ||
    (/^(Sensor)?Reading/.test(idOf(record)) && /temp|thermal/i.test(sensor))
  )
}

/** Too hot, and not merely warm or too cold. */
function isCritical(record: RedfishRecord): boolean {
  if (CRITICAL_IDS.test(idOf(record))) return true
  const text = `${record.EntryCode ?? ''} ${record.Message ?? ''}`
  if (/lower|below|less than|under-?temp|non-?critical|caution|warning/i.test(text)) return false
  if (/Upper (Critical|Non-recoverable)|overheat|over-?temp|too hot/i.test(text)) return true
  const crossed = /exceed|above|over|greater|threshold|limit|trip|within range|normal/i.test(text)
  return crossed && (isOver(record) || /^critical$/i.test(severityOf(record) ?? ''))
}

/** Its name, else its number as ipmitool writes it ("Temperature #0x30"), else the resource that it is about. */
function sensorOf(record: RedfishRecord): string | undefined {
  const named = /^(Temperature|Reading|SensorReading)/.test(idOf(record))
    ? words(record.MessageArgs?.[0], 60)
    : undefined
  if (named !== undefined && figure(named) === undefined) return named
  const number = figure(record.SensorNumber)
  if (number !== undefined && number >= 0) return `Temperature #0x${Math.floor(number).toString(16).padStart(2, '0')}`
  const quoted = words(/['"]([^'"]{1,60})['"]/.exec(record.Message ?? '')?.[1], 60)
  return quoted ?? words(/\/(?:Sensors|Temperatures)\/([^/]+)$/.exec(originOf(record) ?? '')?.[1], 60)
}
