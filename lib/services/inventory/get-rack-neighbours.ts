import type { Ctx } from '../../db/context'

export interface RackNeighbours {
  previous?: string
  next?: string
}

/** The racks before and after this one on the walk through its datacenter, by code; none at an end, or for an unknown rack. */
export async function getRackNeighbours(ctx: Ctx, input: { code: string }): Promise<RackNeighbours> {
  const here = await ctx.db.rack.findUnique({
    where: { code: input.code },
    select: { id: true, walkKey: true, datacenterId: true },
  })
  if (here === null) return {}
  const { datacenterId, walkKey, id } = here
  const beyond = (side: 'lt' | 'gt') =>
    ctx.db.rack.findFirst({
      where: {
        datacenterId,
        OR: [{ walkKey: { [side]: walkKey } }, { walkKey, id: { [side]: id } }],
      },
      orderBy: side === 'lt' ? [{ walkKey: 'desc' }, { id: 'desc' }] : [{ walkKey: 'asc' }, { id: 'asc' }],
      select: { code: true },
    })
  const [previous, next] = await Promise.all([beyond('lt'), beyond('gt')])
  return {
    ...(previous === null ? {} : { previous: previous.code }),
    ...(next === null ? {} : { next: next.code }),
  }
}
