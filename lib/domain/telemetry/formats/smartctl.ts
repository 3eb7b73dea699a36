import { canonicalJson } from '../event-hash'
import { type Dump, figure, type Maybe, type Reading, said, type Unreadable, words } from './reading'

type AtaAttribute = { id: number; raw?: Maybe<{ value?: Maybe<number>; string?: Maybe<string> }> }
type ErrorCounts = Maybe<{ total_uncorrected_errors?: Maybe<number> }>

/** What we read of `smartctl --json -a`. */
export type SmartctlReport = {
  smartctl?: Maybe<{
    exit_status?: Maybe<number>
    messages?: Maybe<{ string?: Maybe<string>; severity?: Maybe<string> }[]>
  }>
  device?: Maybe<{ name?: Maybe<string>; protocol?: Maybe<string> }>
  model_name?: Maybe<string>
  serial_number?: Maybe<string>
  firmware_version?: Maybe<string>
  form_factor?: Maybe<{ name?: Maybe<string> }>
  user_capacity?: Maybe<{ bytes?: Maybe<number> }>
  nvme_total_capacity?: Maybe<number>
  local_time?: Maybe<{ time_t?: Maybe<number> }>
  smart_status?: Maybe<{ passed?: Maybe<boolean> }>
  ata_smart_attributes?: Maybe<{ table?: Maybe<AtaAttribute[]> }>
  nvme_smart_health_information_log?: Maybe<{
    critical_warning?: Maybe<number>
    media_errors?: Maybe<number>
    percentage_used?: Maybe<number>
    available_spare?: Maybe<number>
    available_spare_threshold?: Maybe<number>
  }>
  scsi_grown_defect_list?: Maybe<number>
  scsi_error_counter_log?: Maybe<{ read?: ErrorCounts; write?: ErrorCounts; verify?: ErrorCounts }>
  temperature?: Maybe<{ current?: Maybe<number> }>
  power_on_time?: Maybe<{ hours?: Maybe<number> }>
}

/** One disk, or several: of several, those that smartctl could not ask stand aside. */
export function readSmartctl(reports: readonly SmartctlReport[]): Dump | Unreadable {
  if (reports.length === 0) return { unreadable: 'There is no disk in it.' }
  return { items: reports.map(readDisk) }
}

function readDisk(report: SmartctlReport): Reading | Unreadable {
  const readings = said(readingsOf(report))
  if (Object.keys(readings).length === 0) return { unreadable: whyNothing(report) }
  const payload = said({ ...descriptionOf(report), ...readings })
  const seconds = figure(report.local_time?.time_t)
  // Beyond what a Date can hold.
  const at = seconds === undefined || Math.abs(seconds) > 8.64e12 ? null : new Date(seconds * 1_000)
  return {
    kind: hasFailed(report) ? 'SMART_FAIL' : 'SMART_REPORT',
    at,
    payload,
    identity: canonicalJson([at?.getTime() ?? null, payload]),
    sameFor: at === null ? 'ten-minutes' : 'ever',
  }
}

/**
 * The disk's own verdict. smartctl calls an NVMe failed for any bit of its critical warning, heat among them: where the bits
 * are known, the rules read them.
 */
function hasFailed(report: SmartctlReport): boolean {
  const warning = figure(report.nvme_smart_health_information_log?.critical_warning) ?? 0
  return report.smart_status?.passed === false && warning === 0
}

function descriptionOf(report: SmartctlReport): Record<string, unknown> {
  return {
    device: words(report.device?.name),
    serial: words(report.serial_number),
    model: words(report.model_name),
    firmware: words(report.firmware_version),
    protocol: words(report.device?.protocol),
    formFactor: words(report.form_factor?.name),
    capacityBytes: figure(report.user_capacity?.bytes) ?? figure(report.nvme_total_capacity),
  }
}

/** Numbers of ATA attributes: 5 and 196 reallocated sectors and events, 187 reported uncorrectable, 197 pending, 198 offline uncorrectable. */
function readingsOf(report: SmartctlReport): Record<string, unknown> {
  const nvme = report.nvme_smart_health_information_log
  const errors = report.scsi_error_counter_log
  return {
    passed: report.smart_status?.passed,
    reallocated: attribute(report, 5),
    reallocationEvents: attribute(report, 196),
    reportedUncorrectable: attribute(report, 187),
    pending: attribute(report, 197),
    offlineUncorrectable: attribute(report, 198),
    criticalWarning: figure(nvme?.critical_warning),
    mediaErrors: figure(nvme?.media_errors),
    percentageUsed: figure(nvme?.percentage_used),
    availableSpare: figure(nvme?.available_spare),
    availableSpareThreshold: figure(nvme?.available_spare_threshold),
    grownDefects: figure(report.scsi_grown_defect_list),
    uncorrectedErrors: sum([errors?.read, errors?.write, errors?.verify].map((one) => one?.total_uncorrected_errors)),
    celsius: figure(report.temperature?.current),
    powerOnHours: figure(report.power_on_time?.hours),
  }
}

/** The raw value as smartctl shows it: some disks pack other counters into the upper bits ("8 (12 0)"). */
function attribute(report: SmartctlReport, id: number): number | undefined {
  const raw = report.ata_smart_attributes?.table?.find((one) => one.id === id)?.raw
  return figure(/^\d+/.exec(raw?.string ?? '')?.[0]) ?? figure(raw?.value)
}

function sum(values: readonly Maybe<number>[]): number | undefined {
  const known = values.flatMap((value) => figure(value) ?? [])
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0)
}

function whyNothing(report: SmartctlReport): string {
  const messages = (report.smartctl?.messages ?? []).flatMap((message) => words(message.string, 300) ?? [])
  return messages.length > 0
    ? `smartctl says: ${messages.join(' ')}`.slice(0, 1_000).toWellFormed()
    : 'There is neither a SMART status nor a reading in it.'
}
