import type { Maybe } from './reading'

type Reference = Maybe<{ '@odata.id'?: Maybe<string> }>

/** What we read of an event of an EventService and of an entry of a LogService: both have the same members. */
export type RedfishRecord = {
  '@odata.id'?: Maybe<string>
  EventId?: Maybe<string>
  EventTimestamp?: Maybe<string>
  Created?: Maybe<string>
  EntryType?: Maybe<string>
  EntryCode?: Maybe<string>
  SensorType?: Maybe<string>
  SensorNumber?: Maybe<number>
  Severity?: Maybe<string>
  MessageSeverity?: Maybe<string>
  MessageId?: Maybe<string>
  Message?: Maybe<string>
  MessageArgs?: Maybe<(string | number | boolean | null)[]>
  Resolved?: Maybe<boolean>
  OriginOfCondition?: Maybe<string | { '@odata.id'?: Maybe<string> }>
  Links?: Maybe<{ OriginOfCondition?: Reference }>
  Oem?: Maybe<{
    Hpe?: Maybe<{ Repaired?: Maybe<boolean>; Count?: Maybe<number>; Severity?: Maybe<string> }>
    Dell?: Maybe<{ ServerHostname?: Maybe<string> }>
  }>
}

export function severityOf(record: RedfishRecord): string | undefined {
  return record.MessageSeverity ?? record.Severity ?? record.Oem?.Hpe?.Severity ?? undefined
}

export function originOf(record: RedfishRecord): string | undefined {
  const { OriginOfCondition: origin } = record
  if (typeof origin === 'string') return origin
  return origin?.['@odata.id'] ?? record.Links?.OriginOfCondition?.['@odata.id'] ?? undefined
}
