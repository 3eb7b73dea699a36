/**
 * What the alerts of well-known rule collections mean: the mixins of node_exporter and smartctl_exporter, kube-prometheus,
 * awesome-prometheus-alerts (whose names have had their words run together in more than one way: compared without case).
 * Anything else is an ALERT, unless its label `haas_kind` says otherwise.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  SMART_FAIL: [
    'SmartDeviceUnhealthy',
    'SmartDeviceFailed',
    'SmartDeviceTestFailed',
    'SmartStatus',
    'SmartCriticalWarning',
    'SmartMediaErrors',
    'SmartFailure',
    'SmartMonDeviceSmartHealthy',
    'SmartmonDeviceUnhealthy',
    'SmartCTLDeviceStatus',
    'SmartCTLDeviceCriticalWarning',
    'SmartCTLDeviceMediaErrors',
    'DiskSmartFailed',
    'DiskFailing',
    'HostDiskSmartFailure',
  ],
  OVERHEAT: [
    'HostPhysicalComponentTooHot',
    'HostNodeOvertemperatureAlarm',
    'NodeOvertemperatureAlarm',
    'NodeHighTemperature',
    'NodeTemperatureCritical',
    'SmartDeviceTemperatureCritical',
    'SmartDeviceTemperatureOverTripValue',
    'IpmiTemperatureCritical',
    'IpmiTemperatureSensorCritical',
    'IPMITemperatureStateCritical',
  ],
  ECC_UNCORRECTABLE: [
    'HostEdacUncorrectableErrorsDetected',
    'EdacUncorrectableErrors',
    'NodeEdacUncorrectableErrors',
    'NodeMemoryUncorrectableErrors',
    'MemoryUncorrectableErrors',
  ],
  ECC_ERRORS: [
    'HostEdacCorrectableErrorsDetected',
    'EdacCorrectableErrors',
    'NodeEdacCorrectableErrors',
    'NodeMemoryCorrectableErrors',
    'MemoryCorrectableErrors',
  ],
  HOST_UNREACHABLE: [
    'InstanceDown',
    'HostDown',
    'HostUnreachable',
    'HostNotReachable',
    'NodeDown',
    'NodeUnreachable',
    'NodeExporterDown',
    'ServerDown',
    'TargetDown',
    'PrometheusTargetMissing',
    'PrometheusTargetMissingWithWarmupTime',
    'PingFailed',
  ],
}

const KIND_OF = new Map(
  Object.entries(KNOWN).flatMap(([kind, names]) => names.map((name) => [name.toLowerCase(), kind] as const)),
)

/** A target that is down is the server only where the job is one that asks for the server. */
const SERVER_JOB = /node|host|server|icmp|ping|ipmi/i

/** The kind of event that an alert of this name is, by its labels. */
export function alertKind(name: string, labels: Readonly<Record<string, string>>): string {
  const own = labels.haas_kind?.trim() ?? ''
  if (/^[A-Z][A-Z0-9_]{0,63}$/.test(own)) return own
  const kind = KIND_OF.get(name.trim().toLowerCase())
  if (kind === undefined) return 'ALERT'
  if (kind === 'HOST_UNREACHABLE' && labels.job !== undefined && !SERVER_JOB.test(labels.job)) return 'ALERT'
  return kind
}
