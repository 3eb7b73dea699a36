import type { z } from 'zod'
import type { createRackItemInput, RackItemView } from '../../contracts/inventory/rack'
import { type Ctx, inTransaction } from '../../db/context'
import { unknownReference } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { placing } from './place-refusal'
import { rackItemSelect, toRackItemView } from './rack-item-view'

/**
 * Puts a switch, PDU, panel or blanking into a rack; it takes its own face only, at a side no unit at all. Blocked units are
 * taken on both faces.
 */
export async function createRackItem(ctx: Ctx, input: z.output<typeof createRackItemInput>): Promise<RackItemView> {
  const { u, heightU, face, side, kind, name } = input
  const depth = kind === 'blocked' ? 'full' : 'half'
  return placing(ctx, (remember) =>
    inTransaction(ctx, async (tx) => {
      const rack = await tx.db.rack.findUnique({
        where: { code: input.rack },
        select: { id: true, datacenterId: true },
      })
      if (rack === null) throw unknownReference('rack', 'rack', input.rack)
      authorize(tx, 'inventory.create-rack-item', rack.datacenterId)
      if (side === undefined) remember({ rackId: rack.id, u, heightU, face, depth, self: null })
      const row = await tx.db.rackItem.create({
        data: { rackId: rack.id, u, heightU, face, depth, side: side ?? null, kind, name },
        select: rackItemSelect,
      })
      await recordAudit(tx, {
        action: 'inventory.create-rack-item',
        entity: 'rack-item',
        key: row.id,
        datacenterId: rack.datacenterId,
        detail: { rack: row.rack.code, u, name },
      })
      return toRackItemView(row)
    }),
  )
}
