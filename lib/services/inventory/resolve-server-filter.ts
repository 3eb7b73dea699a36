import type { Ctx, TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
import { invalid } from '../../domain/errors'
import { visible } from '../access/authorize'
import { NAMED, type NamedIds, type ServerFilter } from './server-filter'

const TABLES = {
  datacenter: Prisma.sql`SELECT 'datacenter' AS kind, id FROM datacenters WHERE code`,
  destination: Prisma.sql`SELECT 'destination' AS kind, id FROM datacenters WHERE code`,
  model: Prisma.sql`SELECT 'model' AS kind, id FROM server_models WHERE slug`,
  rack: Prisma.sql`SELECT 'rack' AS kind, id FROM racks WHERE code`,
  warehouse: Prisma.sql`SELECT 'warehouse' AS kind, id FROM warehouses WHERE code`,
  order: Prisma.sql`SELECT 'order' AS kind, id FROM orders WHERE number`,
} as const

/** The ids of what a filter names, in one query, and of the datacenters that the actor may read. */
export async function resolveServerFilter(ctx: Ctx | TxCtx, input: ServerFilter): Promise<NamedIds> {
  if ((input.component === undefined) !== (input.version === undefined))
    throw invalid({ path: 'version', message: 'A component and its versions go together' })
  const parts: Prisma.Sql[] = []
  for (const name of NAMED) {
    const codes = input[name]
    if (codes !== undefined) parts.push(Prisma.sql`${TABLES[name]} = ANY(${[...codes]}::citext[])`)
  }
  if (input.q !== undefined) {
    const pattern = `%${literal(input.q)}%`
    parts.push(Prisma.sql`SELECT 'qModel' AS kind, id FROM server_models
      WHERE slug::text ILIKE ${pattern} OR manufacturer || ' ' || model ILIKE ${pattern}`)
  }
  const rows =
    parts.length === 0 ? [] : await ctx.db.$queryRaw<{ kind: string; id: number }[]>(Prisma.join(parts, ' UNION ALL '))
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id)
  const named = (kind: keyof typeof TABLES) => (input[kind] === undefined ? undefined : idsOf(kind))
  const asked = named('datacenter')
  const allowed = visible(ctx, 'inventory.read')?.in
  return {
    datacenter: allowed === undefined ? asked : (asked?.filter((id) => allowed.includes(id)) ?? allowed),
    destination: named('destination'),
    model: named('model'),
    rack: named('rack'),
    warehouse: named('warehouse'),
    order: named('order'),
    qModel: idsOf('qModel'),
  }
}
