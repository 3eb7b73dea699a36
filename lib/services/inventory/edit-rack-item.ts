import type { z } from 'zod'
import type { editRackItemInput, RackItemView } from '../../contracts/inventory/rack'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { changedFields } from './changed-fields'
import { placing } from './place-refusal'
import { rackItemSelect, toRackItemView } from './rack-item-view'

type EditRackItem = z.output<typeof editRackItemInput> & {
  id: string
  ifMatch?: readonly number[] | '*' | undefined
}

/** Moves a rack item within its rack, or renames it. */
export async function editRackItem(ctx: Ctx, input: EditRackItem): Promise<RackItemView> {
  const { id, ifMatch, ...given } = input
  return placing(ctx, (remember) =>
    inTransaction(ctx, async (tx) => {
      await tx.db.$queryRaw`SELECT 1 FROM rack_items WHERE id = ${id}::uuid FOR UPDATE`
      const before = await tx.db.rackItem.findUnique({ where: { id }, select: rackItemSelect })
      if (before === null) throw notFound('rack-item', id)
      authorize(tx, 'inventory.edit-rack-item', before.rack.datacenterId)
      checkVersion('rack-item', before.id, before.version, ifMatch)
      const { u, heightU, face, name } = before
      const changes = changedFields({ u, heightU, face, name }, given)
      if (Object.keys(changes).length === 0) return toRackItemView(before)
      const place = { u: given.u ?? u, heightU: given.heightU ?? heightU, face: given.face ?? face }
      if (before.side === null) remember({ ...place, rackId: before.rackId, depth: before.depth, self: { itemId: id } })
      const row = await tx.db.rackItem.update({
        where: { id },
        data: { ...place, name: given.name ?? name, version: { increment: 1 } },
        select: rackItemSelect,
      })
      await recordAudit(tx, {
        action: 'inventory.edit-rack-item',
        entity: 'rack-item',
        key: row.id,
        datacenterId: row.rack.datacenterId,
        detail: { rack: row.rack.code, ...changes },
      })
      return toRackItemView(row)
    }),
  )
}
