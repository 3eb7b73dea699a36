import { createHash } from 'node:crypto'
import { type Ctx, inTransaction } from '../../db/context'
import type { DumpFormat } from '../../domain/telemetry/formats/reading'
import { MOST_DUMPS } from './forget-dumps'

const MOST_BYTES = 1_048_576

/**
 * Keeps a body that could not be read, in a transaction of its own, and returns its id. The same body is counted and not kept
 * twice; beyond so many the oldest make room.
 */
export async function keepDump(
  ctx: Ctx,
  input: {
    format: DumpFormat
    body: Uint8Array<ArrayBuffer>
    contentType: string
    barcode: string | null
    datacenterId: number | null
    reason: string
  },
): Promise<string> {
  const { format, body, barcode, datacenterId } = input
  const sha256 = createHash('sha256').update(body).digest()
  const contentType = storable(input.contentType, 128)
  const reason = storable(input.reason, 1_000)
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock()
    const [row] = await tx.db.$queryRaw<{ id: string }[]>`
      INSERT INTO telemetry_dumps AS d
        (format, sha256, barcode, datacenter_id, content_type, body, bytes, reason, request_id, received_at, last_received_at)
      VALUES (${format}, ${sha256}, ${barcode}::citext, ${datacenterId}::int, ${contentType}, ${body.subarray(0, MOST_BYTES)},
              ${body.byteLength}, ${reason}, ${storable(tx.requestId, 128)}, ${now}, ${now})
      ON CONFLICT (format, sha256) DO UPDATE SET times = d.times + 1, last_received_at = ${now}
      RETURNING d.id::text`
    await tx.db.$executeRaw`
      DELETE FROM telemetry_dumps WHERE id IN (
        SELECT id FROM telemetry_dumps ORDER BY last_received_at DESC, id DESC OFFSET ${MOST_DUMPS} LIMIT 100
        FOR UPDATE SKIP LOCKED)`
    if (row === undefined) throw new Error('the dump was neither inserted nor counted')
    return row.id
  })
}

/** PostgreSQL keeps no NUL in text, and UTF-8 no lone surrogates. */
function storable(text: string, most: number): string {
  return text.replaceAll('\u0000', '').slice(0, most).toWellFormed()
}
