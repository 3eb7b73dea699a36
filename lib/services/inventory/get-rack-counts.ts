import type { RackCountsView } from '../../contracts/inventory/rack'
import type { Colour } from '../../contracts/inventory/rack-colours'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { POWER_STEPS } from '../../domain/power-steps'
import { ordersInRacks, type RackScope, rackedServers, rackPage, troubledServers } from './racked-servers'
import { FIRMWARE } from './server-condition'

interface CountRacks extends RackScope {
  by: Colour
  /** Of the list of racks: `racks` begins behind it. */
  cursor?: string | undefined
}

interface CountRow {
  rack: string | null
  key: string
  label: string | null
  servers: number
}

/** What one colour counts: rows of rack (null: of all), key, label and servers. */
type Counted = (ctx: Ctx, input: CountRacks) => Prisma.Sql

/** Counted by words that stand on a server or its model. */
const byWords =
  (key: Prisma.Sql, label = Prisma.sql`NULL::text`): Counted =>
  (ctx, input) =>
    Prisma.sql`
    SELECT NULL::text AS rack, ${key} AS key, ${label} AS label, sum(s.n)::int AS servers
    FROM (${rackedServers(ctx, input)}) s LEFT JOIN server_models m ON m.id = s.model_id
    GROUP BY 2, 3 HAVING sum(s.n) <> 0`

const byFirmware = byWords(FIRMWARE)

const COUNTED: Record<Colour, Counted> = {
  state: byWords(Prisma.sql`s.state::text`),
  model: byWords(Prisma.sql`coalesce(m.slug::text, '')`, Prisma.sql`m.manufacturer || ' ' || m.model`),
  power: byWords(Prisma.sql`coalesce(width_bucket(m.max_power_w - 1, ${[...POWER_STEPS]}::int[])::text, '')`),
  order: ordersInRacks,
  firmware: (ctx, input) => Prisma.sql`${byFirmware(ctx, input)}
    UNION ALL SELECT page.rack, 'BEHIND', NULL, count(*)::int
    FROM (${rackPage(ctx, input)}) page JOIN servers s ON s.rack_id = page.id AND NOT s.firmware_at_target GROUP BY 1`,
  // Those in trouble are few: the others are what is left of all.
  health: (ctx, input) => Prisma.sql`
    WITH troubled AS MATERIALIZED (SELECT * FROM (${troubledServers(ctx, input)}) t WHERE health <> 'OK')
    SELECT NULL::text AS rack, health AS key, NULL::text AS label, count(*)::int AS servers FROM troubled GROUP BY 2
    UNION ALL SELECT NULL, 'OK', NULL, n FROM (
      SELECT coalesce(sum(s.n), 0)::int - (SELECT count(*)::int FROM troubled) AS n FROM (${rackedServers(ctx, input)}) s
    ) good WHERE n > 0
    UNION ALL SELECT page.rack, health, NULL, count(*)::int
    FROM (${rackPage(ctx, input)}) page JOIN troubled ON troubled.rack_id = page.id GROUP BY 1, 2`,
}

/** Where trouble stands is shown rack by rack. */
const BY_RACK: readonly Colour[] = ['health', 'firmware']

/**
 * The servers in racks that the actor may see, counted by what an elevation colours them by: one statement, most first. By health
 * and firmware also rack by rack, of a page of racks and only what is not well.
 */
export async function getRackCounts(ctx: Ctx, input: CountRacks): Promise<RackCountsView> {
  const rows = await ctx.db.$queryRaw<CountRow[]>`
    SELECT rack, key, label, servers FROM (${COUNTED[input.by](ctx, input)}) counted ORDER BY servers DESC, key`
  const counts = rows.filter(({ rack }) => rack === null).map(({ rack: _, ...row }) => withoutNull(row))
  if (!BY_RACK.includes(input.by)) return { by: input.by, counts }
  const racks: Record<string, Record<string, number>> = {}
  for (const { rack, key, servers } of rows) if (rack !== null) racks[rack] = { ...racks[rack], [key]: servers }
  return { by: input.by, counts, racks }
}

function withoutNull({ label, ...row }: Omit<CountRow, 'rack'>) {
  return label === null ? row : { ...row, label }
}
