import { canonicalJson } from '../event-hash'
import { type Dump, instantOf, type Reading, type ServerNames, said, type Unreadable, words } from './reading'
import { meaningOfRedfish } from './redfish-meaning'
import { originOf, type RedfishRecord, severityOf } from './redfish-record'

/** Events or log entries; some logs list the newest first. */
export function readRedfish(records: readonly RedfishRecord[]): Dump {
  return { items: records.map(toItem), order: 'by-time' }
}

function toItem(record: RedfishRecord): Reading | Unreadable {
  const { MessageId: messageId, Message: message } = record
  if (words(messageId) === undefined && words(message) === undefined)
    return { unreadable: 'There is neither a MessageId nor a Message in it.' }
  const at = instantOf(record.EventTimestamp) ?? instantOf(record.Created)
  const { kind, payload } = meaningOfRedfish(record)
  const hpe = record.Oem?.Hpe
  return {
    kind,
    at,
    payload: said({
      ...payload,
      messageId: words(messageId, 200),
      message: words(message, 1_000),
      args: record.MessageArgs?.slice(0, 20).map((argument) => words(argument, 200) ?? ''),
      severity: words(severityOf(record)),
      origin: words(originOf(record), 300),
      entry: words(record['@odata.id'], 300),
      repaired: hpe?.Repaired ?? record.Resolved,
    }),
    identity: identityOf(record),
    sameFor: at === null && record['@odata.id'] == null ? 'ten-minutes' : 'ever',
    ...namesOf(record),
  }
}

/** The same entry counts anew once it says that it was repaired, or that it happened again. */
function identityOf(record: RedfishRecord): string {
  const { MessageId: messageId, Message: message, MessageArgs: args, EventTimestamp: at, Created: created } = record
  const hpe = record.Oem?.Hpe
  return canonicalJson([
    record['@odata.id'] ?? record.EventId ?? null,
    ...[at ?? created ?? null, messageId ?? null, message ?? null, args ?? null, severityOf(record) ?? null],
    ...[
      record.EntryCode ?? null,
      originOf(record) ?? null,
      hpe?.Repaired ?? record.Resolved ?? null,
      hpe?.Count ?? null,
    ],
  ])
}

/** Dell's events carry the name of the operating system's host. */
function namesOf(record: RedfishRecord): { from?: ServerNames } {
  const hostname = words(record.Oem?.Dell?.ServerHostname)
  return hostname === undefined ? {} : { from: { hostnames: [hostname], serials: [] } }
}
