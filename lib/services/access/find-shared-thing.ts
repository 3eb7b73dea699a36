import type { SharedThing } from '../../contracts/audit/edit'
import type { Ctx } from '../../db/context'
import { can, type Operation, refusal } from '../../domain/access/permissions'
import { forbidden, notFound } from '../../domain/errors'

const READS: Record<SharedThing, Operation> = { order: 'planning.read', rack: 'inventory.read', ticket: 'tickets.read' }

/** The key of an order, rack or ticket as it is written, and its datacenter; refused to whoever may not read it. */
export async function findSharedThing(
  ctx: Ctx,
  { entity, key }: { entity: SharedThing; key: string },
): Promise<{ key: string; datacenterId: number }> {
  const found = await lookUp(ctx, entity, key)
  if (found === null) throw notFound(entity, key)
  if (!can(ctx.actor.grants, READS[entity], found.datacenterId)) throw forbidden(`${refusal(READS[entity])}.`)
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
