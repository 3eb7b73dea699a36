import type { Ctx } from '../../db/context'
import { can, refusal } from '../../domain/access/permissions'
import { SHARED_READS, type SharedThing } from '../../domain/edits/shared-things'
import { forbidden, notFound } from '../../domain/errors'

/** The key of an order, rack or ticket as it is written, and its datacenter; refused to whoever may not read it. */
export async function findSharedThing(
  ctx: Ctx,
  { entity, key }: { entity: SharedThing; key: string },
): Promise<{ key: string; datacenterId: number }> {
  const found = await lookUp(ctx, entity, key)
  if (found === null) throw notFound(entity, key)
  if (!can(ctx.actor.grants, SHARED_READS[entity], found.datacenterId))
    throw forbidden(`${refusal(SHARED_READS[entity])}.`)
  return found
}

async function lookUp({ db }: Ctx, entity: SharedThing, key: string) {
  const select = { datacenterId: true } as const
  switch (entity) {
    case 'order': {
      const row = await db.order.findUnique({ where: { number: key }, select: { ...select, number: true } })
      return row === null ? null : { key: row.number, datacenterId: row.datacenterId }
    }
    case 'rack': {
      const row = await db.rack.findUnique({ where: { code: key }, select: { ...select, code: true } })
      return row === null ? null : { key: row.code, datacenterId: row.datacenterId }
    }
    case 'ticket': {
      const row = await db.ticket.findUnique({ where: { number: key }, select: { ...select, number: true } })
      return row === null ? null : { key: row.number, datacenterId: row.datacenterId }
    }
  }
}
