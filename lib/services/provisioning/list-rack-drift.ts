import type { Page } from '../../contracts/paging'
import type { RackDriftView } from '../../contracts/provisioning/firmware-drift'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { authorize } from '../access/authorize'
import { datacenterConditions } from './read-installed'

/** What the tally calls being behind in any component. */
const ANY = ''

interface RackRow {
  id: number
  code: string
  datacenter: string
  row: string | null
  walkKey: string
  worst: number
}

/** Racks with servers that are behind in a component, or in any: most first, then as racks are walked. Three statements. */
export async function listRackDrift(
  ctx: Ctx,
  input: {
    limit: number
    cursor?: string | undefined
    datacenter?: string | undefined
    component?: string | undefined
  },
): Promise<Page<RackDriftView>> {
  authorize(ctx, 'provisioning.read', 'anywhere')
  const where = [
    Prisma.sql`rack_id IS NOT NULL`,
    Prisma.sql`component = ${input.component?.toLowerCase() ?? ANY}`,
    ...datacenterConditions(ctx, input.datacenter),
  ]
  const rows = await ctx.db.$queryRaw<RackRow[]>`
    SELECT r.id, r.code::text AS code, d.code::text AS datacenter, r."row", r.walk_key AS "walkKey", t.worst
    FROM (
      SELECT rack_id, sum(delta)::int AS worst FROM firmware_tally WHERE ${Prisma.join(where, ' AND ')}
      GROUP BY 1 HAVING sum(delta) > 0
    ) t JOIN racks r ON r.id = t.rack_id JOIN datacenters d ON d.id = r.datacenter_id
    ${beyond(input.cursor)} ORDER BY t.worst DESC, r.walk_key COLLATE "C", r.id LIMIT ${input.limit + 1}`
  const ids = rows.map(({ id }) => id)
  const parts = await readParts(ctx, ids)
  const servers = await readServers(ctx, ids)
  return cutPage(
    rows,
    input.limit,
    (row) => ({
      rack: row.code,
      datacenter: row.datacenter,
      ...(row.row === null ? {} : { row: row.row }),
      servers: servers.get(row.id) ?? 0,
      behind: parts.find(({ rackId, component }) => rackId === row.id && component === ANY)?.behind ?? 0,
      components: parts
        .filter(({ rackId, component }) => rackId === row.id && component !== ANY)
        .map(({ component, behind }) => ({ component, behind })),
    }),
    (row) => [row.worst, row.walkKey, row.id],
  )
}

function beyond(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.empty
  const [worst, walkKey, id] = decodeCursor(cursor, ['number', 'string', 'number'])
  return Prisma.sql`WHERE t.worst < ${worst}
    OR (t.worst = ${worst} AND (r.walk_key COLLATE "C", r.id) > (${walkKey}, ${id}::int))`
}

const readParts = (ctx: Ctx, ids: readonly number[]) =>
  ctx.db.$queryRaw<{ rackId: number; component: string; behind: number }[]>`
    SELECT rack_id AS "rackId", component, sum(delta)::int AS behind FROM firmware_tally
    WHERE rack_id = ANY(${[...ids]}::int[]) GROUP BY 1, 2 HAVING sum(delta) > 0 ORDER BY 3 DESC, 2`

const readServers = async (ctx: Ctx, ids: readonly number[]) => {
  const rows = await ctx.db.$queryRaw<{ rackId: number; servers: number }[]>`
    SELECT rack_id AS "rackId", count(*)::int AS servers FROM servers
    WHERE rack_id = ANY(${[...ids]}::int[]) GROUP BY 1`
  return new Map(rows.map(({ rackId, servers }) => [rackId, servers]))
}
