import type { IngestView } from '../../contracts/telemetry/event'
import { type Ctx, inTransaction } from '../../db/context'
import { conflict, notFound } from '../../domain/errors'
import { DUMP_FORMATS } from '../../domain/telemetry/formats/reading'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { ingestDump } from './ingest-dump'

interface Kept {
  format: string
  barcode: string | null
  datacenterId: number | null
  contentType: string
  body: Uint8Array<ArrayBuffer>
  bytes: number
  lastReceivedAt: Date
}

/**
 * Reads a dump again that could not be read, as of when it came: we may have learned its format since, or its server is known by
 * now. Once it was read it is deleted; read twice at once, its events are duplicates. Throws `unreadable` or `unknown-server` as
 * the first time, and `conflict` where only its beginning was kept.
 */
export async function retryDump(ctx: Ctx, input: { id: string }): Promise<IngestView> {
  const [row] = await ctx.db.$queryRaw<Kept[]>`
    SELECT format, barcode::text, datacenter_id AS "datacenterId", content_type AS "contentType", body, bytes,
           last_received_at AS "lastReceivedAt"
    FROM telemetry_dumps WHERE id = ${input.id}::uuid`
  if (row === undefined) throw notFound('telemetry-dump', input.id)
  authorize(ctx, 'telemetry.retry-dump', row.datacenterId)
  const kept = row.body.byteLength
  if (row.bytes > kept)
    throw conflict('conflict', `Only the first ${kept} of its ${row.bytes} bytes were kept: it has to be sent again.`, {
      bytes: row.bytes,
      kept,
    })
  const format = DUMP_FORMATS.find((one) => one === row.format)
  if (format === undefined) throw new Error(`a dump of an unknown format: ${row.format}`)
  const answer = await ingestDump(ctx, {
    format,
    body: row.body,
    contentType: row.contentType,
    barcode: row.barcode ?? undefined,
    again: { dump: input.id, received: row.lastReceivedAt },
  })
  await forget(ctx, { id: input.id, format, datacenterId: row.datacenterId, answer })
  return answer
}

async function forget(
  ctx: Ctx,
  read: { id: string; format: string; datacenterId: number | null; answer: IngestView },
): Promise<void> {
  const { id, format, datacenterId, answer } = read
  await inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`DELETE FROM telemetry_dumps WHERE id = ${id}::uuid`
    const { accepted, duplicates, ticketsOpened } = answer
    await recordAudit(tx, {
      action: 'telemetry.retry-dump',
      entity: 'telemetry-dump',
      key: id,
      ...(datacenterId === null ? {} : { datacenterId }),
      detail: { format, accepted, duplicates, ticketsOpened },
    })
  })
}
