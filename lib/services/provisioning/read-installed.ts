import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'

export interface InstalledRow {
  modelId: number
  /** In lower case. */
  component: string
  /** As it was read; '' where there is a target and it was not. */
  version: string
  behind: boolean
  servers: number
}

interface Which {
  modelId?: number | undefined
  component?: string | undefined
  datacenter?: string | undefined
}

/** Of what the actor may see in a tally that has datacenters. */
export function datacenterConditions(ctx: Ctx, datacenter: string | undefined): Prisma.Sql[] {
  const seen = visible(ctx, 'provisioning.read')
  return [
    ...(seen === undefined ? [] : [Prisma.sql`datacenter_id = ANY(${seen.in}::int[])`]),
    ...(datacenter === undefined
      ? []
      : [Prisma.sql`datacenter_id = (SELECT id FROM datacenters WHERE code = ${datacenter}::citext)`]),
  ]
}

/** Servers by model, component and version, from the tally: it costs the number of versions, not of servers. */
export const readInstalled = async (ctx: Ctx, of: Which): Promise<InstalledRow[]> => {
  const where = [
    Prisma.sql`model_id IS NOT NULL`,
    ...datacenterConditions(ctx, of.datacenter),
    ...(of.modelId === undefined ? [] : [Prisma.sql`model_id = ${of.modelId}`]),
    ...(of.component === undefined ? [] : [Prisma.sql`component = ${of.component.toLowerCase()}`]),
  ]
  return ctx.db.$queryRaw<InstalledRow[]>`
    SELECT model_id AS "modelId", component, version, behind, sum(delta)::int AS servers
    FROM firmware_tally WHERE ${Prisma.join(where, ' AND ')}
    GROUP BY 1, 2, 3, 4 HAVING sum(delta) > 0 ORDER BY 1, 2, 3`
}

export interface ModelCount {
  modelId: number
  servers: number
  behind: number
}

/** How many servers each model has that are in use, and how many of these are not at some target. */
export const readModelCounts = async (ctx: Ctx, of: Pick<Which, 'modelId' | 'datacenter'>): Promise<ModelCount[]> => {
  const where = [
    Prisma.sql`model_id IS NOT NULL AND state <> 'DECOMMISSIONED'`,
    ...datacenterConditions(ctx, of.datacenter),
    ...(of.modelId === undefined ? [] : [Prisma.sql`model_id = ${of.modelId}`]),
  ]
  return ctx.db.$queryRaw<ModelCount[]>`
    SELECT model_id AS "modelId", sum(delta)::int AS servers,
      coalesce(sum(delta) FILTER (WHERE NOT firmware_at_target), 0)::int AS behind
    FROM server_tally WHERE ${Prisma.join(where, ' AND ')} GROUP BY 1`
}
