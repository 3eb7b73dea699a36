import type { Ctx, TxCtx } from '../../db/context'
import { can, datacentersFor, type Operation, refusal } from '../../domain/access/permissions'
import { forbidden } from '../../domain/errors'

/**
 * Throws `forbidden` unless the actor may do it. Give the datacenter of what is touched; null for what belongs to none
 * (models, rules, users), which needs a grant for all; 'anywhere' for reading such things, which a grant for one allows.
 */
export function authorize(ctx: Ctx | TxCtx, operation: Operation, datacenterId: number | null | 'anywhere'): void {
  if (can(ctx.actor.grants, operation, datacenterId === 'anywhere' ? undefined : datacenterId)) return
  const elsewhere = can(ctx.actor.grants, operation) ? ' for this datacenter' : ''
  throw forbidden(`${refusal(operation)}${elsewhere}.`, { operation })
}

/** For list filters: `where: {datacenterId: visible(ctx, 'inventory.read')}`; undefined is everywhere. */
export function visible(ctx: Ctx | TxCtx, operation: Operation): { in: number[] } | undefined {
  const ids = datacentersFor(ctx.actor.grants, operation)
  return ids === 'all' ? undefined : { in: [...ids] }
}
