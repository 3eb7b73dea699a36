/** The reasons of `telemetry_events` that are words for machines, in words for people; others are sentences already. */
const REASONS: Readonly<Record<string, string>> = {
  'power-outage': 'power outage here then',
  hold: 'the server is on hold',
  'answered-since': 'it has answered since',
  'cooled-since': 'it has cooled down since',
  'healthy-since': 'said to be healthy since',
  'nothing to end': 'all was well already',
}

/** Why an event opened nothing. */
export function reasonInWords(reason: string): string {
  return REASONS[reason] ?? reason
}
