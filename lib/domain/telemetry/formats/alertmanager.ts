import { canonicalJson } from '../event-hash'
import { alertKind } from './known-alerts'
import {
  clearKindOf,
  type Dump,
  instantOf,
  type Maybe,
  OVER_ANY_THRESHOLD,
  type Reading,
  type ServerNames,
  said,
  words,
} from './reading'

type Labels = Readonly<Record<string, string>>

export type Alert = {
  status: string
  labels: Labels
  annotations?: Maybe<Labels>
  startsAt?: Maybe<string>
  endsAt?: Maybe<string>
  generatorURL?: Maybe<string>
  fingerprint?: Maybe<string>
}

/** What we read of Alertmanager's webhook, version 4. */
export type AlertmanagerMessage = { alerts: readonly Alert[]; truncatedAlerts?: Maybe<number> }

/** One event an alert. A resolved one clears what it opened, and never opens anything. */
export function readAlertmanager(message: AlertmanagerMessage): Dump {
  const left = message.truncatedAlerts ?? 0
  const items = message.alerts.map(toReading)
  return left > 0 ? { items, notes: [`Alertmanager left out ${left} alerts of this group.`] } : { items }
}

function toReading(alert: Alert): Reading {
  const name = alert.labels.alertname ?? ''
  const resolved = alert.status === 'resolved'
  const faultKind = alertKind(name, alert.labels)
  const kind = resolved ? (clearKindOf(faultKind) ?? 'ALERT') : faultKind
  const starts = alert.startsAt ?? ''
  const ends = resolved ? (alert.endsAt ?? '') : ''
  return {
    kind,
    at: instantOf(resolved ? ends : starts),
    payload: said({
      ...componentOf(faultKind, alert),
      alertname: words(name),
      status: words(alert.status),
      severity: words(alert.labels.severity),
      labels: shortened(alert.labels),
      summary: words(alert.annotations?.summary ?? alert.annotations?.description, 500),
      startsAt: words(starts),
      fingerprint: words(alert.fingerprint),
      source: words(alert.generatorURL, 500),
    }),
    identity: [alert.fingerprint ?? canonicalJson(alert.labels), starts, alert.status, ends].join('\n'),
    sameFor: 'ever',
    from: namesOf(alert.labels),
  }
}

/** The part that it is about, by the labels that the exporters give. */
function componentOf(kind: string, { labels, status }: Alert): Record<string, unknown> {
  const disk = { device: words(labels.device ?? labels.disk), serial: words(labels.serial_number ?? labels.serial) }
  const dimm = words(labels.dimm_label ?? labels.dimm ?? rowOf(labels))
  switch (clearKindOf(kind)) {
    case 'SMART_OK':
      return { ...disk, model: words(labels.model_name ?? labels.model) }
    case 'ECC_OK':
      // A rule that calls it critical has counted; one that only tells of an error has not.
      return kind === 'ECC_ERRORS' && status !== 'resolved'
        ? { dimm, count: labels.severity === 'critical' ? OVER_ANY_THRESHOLD : 1 }
        : { dimm }
    case 'TEMPERATURE_OK':
      return { ...disk, sensor: sensorOf(labels) }
    default:
      return {}
  }
}

function rowOf({ controller, csrow, channel }: Labels): string | undefined {
  if (controller === undefined || csrow === undefined) return undefined
  return `mc${controller}_csrow${csrow}${channel === undefined ? '' : `_channel${channel}`}`
}

function sensorOf({ label, name, chip, sensor }: Labels): string | undefined {
  return words(label ?? name ?? (chip !== undefined && sensor !== undefined ? `${chip}/${sensor}` : sensor), 60)
}

const NAME_LABELS = ['instance', 'nodename', 'node', 'hostname', 'host', 'server', 'exported_instance'] as const

function namesOf(labels: Labels): ServerNames {
  const hostnames = NAME_LABELS.flatMap((label) => words(labels[label], 256) ?? [])
  return { hostnames: [...new Set(hostnames)], serials: [] }
}

const MOST_LABELS = 20

function shortened(labels: Labels): Record<string, string> {
  const kept = Object.entries(labels).slice(0, MOST_LABELS)
  return Object.fromEntries(
    kept.flatMap(([key, value]) => {
      const name = words(key, 64)
      return name === undefined ? [] : [[name, words(value, 200) ?? '']]
    }),
  )
}
