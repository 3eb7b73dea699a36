import { MAX_JSON_DEPTH } from '../../contracts/primitives'
import { type EventInput, MAX_PAYLOAD } from '../../contracts/telemetry/event'
import { storableJson } from '../../domain/telemetry/event-hash'

const CODE = /^[A-Za-z0-9._:-]{1,64}$/
/** A time in UTC that exists. Of offsets, leap days and the years at either end the schema has to say whether they are right. */
const UTC =
  /^(?:19[789]\d|20\d\d)-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/
const KIND = /^[A-Z][A-Z0-9_]{0,63}$/
const GIVEN_HASH = /^[\x21-\x7e]{1,128}$/

/** An event as the schema gives it, and its payload's canonical JSON. */
export interface ValidEvent {
  input: EventInput
  payloadJson: string
}

/**
 * An event that is plainly what `eventInput` wants, as that would give it; undefined where the schema has to judge. It spares
 * the great many that are well formed the walk through the schema, and never decides that one is bad.
 */
export function plainEvent(event: unknown): ValidEvent | undefined {
  if (!isPlainObject(event)) return undefined
  const { barcode, ts, kind, payload, eventHash } = event
  if (Object.keys(event).length !== (eventHash === undefined ? 4 : 5)) return undefined
  if (typeof barcode !== 'string' || !CODE.test(barcode)) return undefined
  if (typeof ts !== 'string' || !UTC.test(ts)) return undefined
  if (typeof kind !== 'string' || !KIND.test(kind)) return undefined
  // An own __proto__, which JSON may have, is not copied by everything that copies objects.
  if (!isPlainObject(payload) || Object.hasOwn(payload, '__proto__')) return undefined
  const payloadJson = storableJson(payload, MAX_JSON_DEPTH)
  if (payloadJson === undefined || payloadJson.length > MAX_PAYLOAD) return undefined
  if (eventHash === undefined) return { input: { barcode, ts, kind, payload }, payloadJson }
  return typeof eventHash === 'string' && GIVEN_HASH.test(eventHash)
    ? { input: { barcode, ts, kind, payload, eventHash }, payloadJson }
    : undefined
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
