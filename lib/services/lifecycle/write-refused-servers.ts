import type { Ctx } from '../../db/context'
import { harmlessCsvLine } from '../../domain/imports/csv'
import { authorize } from '../access/authorize'
import { findBulkChange, refusedAfter } from './bulk-change-view'

const PAGE = 5_000

/** The servers that a change of many refused as a table with the reasons. */
export async function writeRefusedServers(ctx: Ctx, { id }: { id: string }): Promise<{ name: string; text: string }> {
  authorize(ctx, 'lifecycle.read', 'anywhere')
  await findBulkChange(ctx, id)
  const lines = [harmlessCsvLine(['barcode', 'code', 'reason'])]
  for (let after = 0, more = true; more; ) {
    const rows = await refusedAfter(ctx, { id, after, most: PAGE })
    for (const { barcode, code, reason } of rows) lines.push(harmlessCsvLine([barcode, code, reason]))
    after = rows.at(-1)?.position ?? after
    more = rows.length === PAGE
  }
  return { name: `refused-${id.slice(0, 8)}.csv`, text: `\ufeff${lines.join('\r\n')}\r\n` }
}
