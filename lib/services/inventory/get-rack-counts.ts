import type { RackCountsView } from '../../contracts/inventory/rack'
import type { Colour } from '../../contracts/inventory/rack-colours'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { POWER_STEPS } from '../../domain/power-steps'
import { visible } from '../access/authorize'
import { FIRMWARE, HEALTH, LIVE_TICKETS } from './server-condition'

interface CountRacks {
  by: Colour
  datacenter?: readonly string[] | undefined
  row?: readonly string[] | undefined
}

interface CountRow {
  rack: string | null
  key: string
  label: string | null
  servers: number
}

const NO_LABEL = Prisma.sql`NULL::text`

/** How a colour names a server, and what it is called where the key alone says too little. */
const KEYS: Record<Colour, { key: Prisma.Sql; label: Prisma.Sql }> = {
  state: { key: Prisma.sql`s.state::text`, label: NO_LABEL },
  health: { key: HEALTH, label: NO_LABEL },
  order: { key: Prisma.sql`coalesce(o.number::text, '')`, label: Prisma.sql`o.number || ' ' || o.customer` },
  model: { key: Prisma.sql`coalesce(m.slug::text, '')`, label: Prisma.sql`m.manufacturer || ' ' || m.model` },
  firmware: { key: FIRMWARE, label: NO_LABEL },
  power: {
    key: Prisma.sql`coalesce(width_bucket(m.max_power_w - 1, ${[...POWER_STEPS]}::int[])::text, '')`,
    label: NO_LABEL,
  },
}

/** Where trouble stands is shown rack by rack. */
const BY_RACK: readonly Colour[] = ['health', 'firmware']

/** The servers in racks that the actor may see, counted by what an elevation colours them by: one query, most first. */
export async function getRackCounts(ctx: Ctx, input: CountRacks): Promise<RackCountsView> {
  const { key, label } = KEYS[input.by]
  const byRack = BY_RACK.includes(input.by)
  const rows = await ctx.db.$queryRaw<CountRow[]>`
    SELECT ${byRack ? Prisma.sql`r.code::text` : NO_LABEL} AS rack, ${key} AS key, ${label} AS label, count(*)::int AS servers
    FROM servers s JOIN racks r ON r.id = s.rack_id JOIN datacenters d ON d.id = r.datacenter_id
    LEFT JOIN server_models m ON m.id = s.model_id LEFT JOIN orders o ON o.id = s.order_id
    ${input.by === 'health' ? Prisma.sql`LEFT JOIN (${LIVE_TICKETS}) t ON t.server_id = s.id` : Prisma.empty}
    WHERE ${Prisma.join(conditions(ctx, input), ' AND ')}
    GROUP BY 1, 2, 3 ORDER BY 4 DESC, 2`
  if (!byRack) return { by: input.by, counts: rows.map(({ rack: _, ...row }) => withoutNull(row)) }
  const racks: Record<string, Record<string, number>> = {}
  const sums = new Map<string, number>()
  for (const { rack, key: name, servers } of rows) {
    sums.set(name, (sums.get(name) ?? 0) + servers)
    if (rack !== null) racks[rack] = { ...racks[rack], [name]: servers }
  }
  const counts = [...sums].map(([name, servers]) => ({ key: name, servers })).sort((a, b) => b.servers - a.servers)
  return { by: input.by, counts, racks }
}

function withoutNull({ label, ...row }: Omit<CountRow, 'rack'>) {
  return label === null ? row : { ...row, label }
}

function conditions(ctx: Ctx, input: CountRacks): Prisma.Sql[] {
  const ids = visible(ctx, 'inventory.read')
  const where = [ids === undefined ? Prisma.sql`true` : Prisma.sql`r.datacenter_id = ANY(${ids.in}::int[])`]
  if (input.datacenter !== undefined) where.push(Prisma.sql`d.code = ANY(${[...input.datacenter]}::citext[])`)
  if (input.row !== undefined) where.push(Prisma.sql`r."row"::citext = ANY(${[...input.row]}::citext[])`)
  return where
}
