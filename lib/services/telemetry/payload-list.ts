/**
 * The payloads of events as one JSON array in UTF-8, for `convert_from(…, 'UTF8')::jsonb`: as text, Prisma would escape each
 * of their quotes and read them back.
 */
export function jsonList(events: readonly { payloadJson: string }[]): Buffer {
  return Buffer.from(`[${events.map((event) => event.payloadJson).join(',')}]`)
}
