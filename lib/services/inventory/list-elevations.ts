import type { ElevationView } from '../../contracts/inventory/rack'
import type { Ctx } from '../../db/context'
import { visible } from '../access/authorize'
import { readElevations } from './elevation-view'
import { rackSelect } from './rack-view'

/** What stands where in several racks, in walking order; racks that the actor may not read or that are none are left out. */
export async function listElevations(
  ctx: Ctx,
  input: { rack: readonly string[] },
): Promise<{ items: ElevationView[] }> {
  const ids = visible(ctx, 'inventory.read')
  const racks = await ctx.db.rack.findMany({
    where: { code: { in: [...input.rack] }, ...(ids === undefined ? {} : { datacenterId: ids }) },
    select: rackSelect,
    orderBy: [{ datacenter: { code: 'asc' } }, { walkKey: 'asc' }, { id: 'asc' }],
  })
  return { items: await readElevations(ctx, racks) }
}
