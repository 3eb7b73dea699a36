import { createHash } from 'node:crypto'
import type { Db } from '../../db/client'
import type { TxCtx } from '../../db/context'
import type { IdRange } from '../../db/move-cursor'

const CHUNK = 2_000

export interface Sealed {
  entries: number
  hash: Buffer
}

/**
 * What a seal says of the entries with an id in `range`: how many there are, and the SHA-256 of the hash before it and of each of
 * them in the order of id, as one line of JSON in UTC ending in a newline. Read in chunks, so that a range may be of any length.
 */
export async function sealHash(db: Db | TxCtx['db'], range: IdRange, previous: Uint8Array): Promise<Sealed> {
  const hash = createHash('sha256').update(previous)
  let entries = 0
  let after = range.after
  for (;;) {
    const rows = await db.$queryRaw<{ id: bigint; line: string }[]>`
      SELECT id, json_build_array(id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor, action, entity,
               key::text, "from", "to", reason, request_id, datacenter_id, detail)::text AS line
      FROM audit_log WHERE id > ${after} AND id <= ${range.until} ORDER BY id LIMIT ${CHUNK}`
    for (const { line } of rows) hash.update(`${line}\n`)
    entries += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < CHUNK) return { entries, hash: hash.digest() }
    after = last.id
  }
}
