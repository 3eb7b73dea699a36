import type { Ctx } from '../../db/context'
import { datacentersFor } from '../../domain/access/permissions'
import type { ServerNames } from '../../domain/telemetry/formats/reading'
import {
  hostKeys,
  matchServer,
  type NamedServer,
  ownKeys,
  type ServerMatch,
} from '../../domain/telemetry/formats/server-match'

/** Of those that share a key so many are enough to know that it names none of them. */
const ENOUGH = 5

/**
 * Whom names mean, in one statement for any number of them: by host name, then by the chassis' serial; of the datacenters
 * that the actor may send for. Scrapped servers are left out, since their names go to others.
 */
export async function findNamedServers(
  ctx: Ctx,
  names: readonly ServerNames[],
): Promise<(names: ServerNames) => ServerMatch<NamedServer>> {
  const keys = [...new Set(names.flatMap(({ hostnames }) => hostnames.flatMap(hostKeys)))]
  const serials = [...new Set(names.flatMap((one) => one.serials.map(fold)))]
  if (keys.length + serials.length === 0) return () => ({ found: null })
  const mine = datacentersFor(ctx.actor.grants, 'telemetry.ingest-events')
  const [everywhere, ids] = [mine === 'all', mine === 'all' ? [] : [...mine]]
  // With a limit alone the planner would read servers until it has met enough: all of them, where there is one. Sorted by
  // what no index has, it takes the index of the names.
  const rows = await ctx.db.$queryRaw<(NamedServer & { id: number })[]>`
    SELECT s.id, s.barcode, s.hostnames, s.serial
    FROM unnest(${keys}::text[]) AS k(key)
    CROSS JOIN LATERAL (
      SELECT id, barcode::text, hostnames, serial FROM servers
      WHERE haas_host_keys(hostnames) @> ARRAY[k.key] AND state <> 'DECOMMISSIONED'
        AND (${everywhere} OR datacenter_id = ANY(${ids}::int[]))
      ORDER BY id + 0 LIMIT ${ENOUGH}) AS s
    UNION
    SELECT s.id, s.barcode, s.hostnames, s.serial
    FROM unnest(${serials}::text[]) AS k(key)
    CROSS JOIN LATERAL (
      SELECT id, barcode::text, hostnames, serial FROM servers
      WHERE lower(btrim(serial)) = k.key AND serial IS NOT NULL AND state <> 'DECOMMISSIONED'
        AND (${everywhere} OR datacenter_id = ANY(${ids}::int[]))
      ORDER BY id + 0 LIMIT ${ENOUGH}) AS s`
  const byKey = new Map<string, Map<number, NamedServer>>()
  for (const row of rows) {
    const own = row.hostnames.flatMap(ownKeys).map((key) => `host ${key}`)
    if (row.serial !== null) own.push(`serial ${fold(row.serial)}`)
    for (const key of own) byKey.set(key, (byKey.get(key) ?? new Map()).set(row.id, row))
  }
  return (one) => {
    const asked = [
      ...one.hostnames.flatMap(hostKeys).map((key) => `host ${key}`),
      ...one.serials.map((key) => `serial ${fold(key)}`),
    ]
    const candidates = new Map(asked.flatMap((key) => [...(byKey.get(key) ?? [])]))
    return matchServer(one, [...candidates.values()])
  }
}

const fold = (serial: string) => serial.trim().toLowerCase()
