import type { DumpWithBodyView } from '../../contracts/telemetry/dump'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { type DumpRow, dumpColumns, toDumpView } from './dump-view'

/** One dump that could not be read, with its body as text: what is not UTF-8 in it shows as U+FFFD. */
export async function getDump(ctx: Ctx, input: { id: string }): Promise<DumpWithBodyView> {
  const [row] = await ctx.db.$queryRaw<(DumpRow & { body: Uint8Array })[]>`
    SELECT ${dumpColumns}, d.body
    FROM telemetry_dumps d
    LEFT JOIN datacenters c ON c.id = d.datacenter_id
    WHERE d.id = ${input.id}::uuid`
  if (row === undefined) throw notFound('telemetry-dump', input.id)
  authorize(ctx, 'telemetry.read', row.datacenterId)
  return { ...toDumpView(row), body: new TextDecoder().decode(row.body) }
}
