import type { z } from 'zod'
import type { createRackInput, RackView } from '../../contracts/inventory/rack'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { walkKey } from '../../domain/code'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { rackSelect, toRackView } from './rack-view'
import { resolveDatacenter } from './resolve-datacenter'

export async function createRack(ctx: Ctx, input: z.output<typeof createRackInput>): Promise<RackView> {
  return inTransaction(ctx, async (tx) => {
    const datacenter = await resolveDatacenter(tx, input.datacenter)
    authorize(tx, 'inventory.create-rack', datacenter.id)
    const row = await tx.db.rack
      .create({
        data: {
          code: input.code,
          datacenterId: datacenter.id,
          row: input.row ?? null,
          walkKey: walkKey({ row: input.row ?? null, code: input.code }),
          heightU: input.heightU,
          maxPowerW: input.maxPowerW ?? null,
          maxWeightKg: input.maxWeightKg ?? null,
          tags: input.tags ?? [],
          note: input.note ?? null,
        },
        select: rackSelect,
      })
      .catch((error: unknown) => {
        if (violates(error, 'racks_code_key'))
          throw conflict('already-exists', `There is a rack ${input.code} already.`)
        throw error
      })
    await recordAudit(tx, {
      action: 'inventory.create-rack',
      entity: 'rack',
      key: row.code,
      datacenterId: row.datacenterId,
    })
    return toRackView(row)
  })
}
