import type { ElevationView } from '../../contracts/inventory/rack'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { readElevations } from './elevation-view'
import { rackSelect } from './rack-view'

/** What stands where in a rack, from U1 up; the same number of queries however full it is. */
export async function getElevation(ctx: Ctx, input: { code: string }): Promise<ElevationView> {
  const rack = await ctx.db.rack.findUnique({ where: { code: input.code }, select: rackSelect })
  if (rack === null) throw notFound('rack', input.code)
  authorize(ctx, 'inventory.read', rack.datacenterId)
  const [elevation] = await readElevations(ctx, [rack])
  if (elevation === undefined) throw notFound('rack', input.code)
  return elevation
}
