import type { z } from 'zod'
import type { createSparePartInput, SparePartView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { checkedFacts } from './checked-facts'
import { resolveModels } from './resolve-models'
import { sparePartSelect, toSparePartView } from './spare-part-view'

type Given = z.output<typeof createSparePartInput>
type Input = Omit<Given, 'models' | 'facts'> & {
  models?: Given['models'] | undefined
  facts?: Given['facts'] | undefined
}

export async function createSparePart(ctx: Ctx, input: Input): Promise<SparePartView> {
  authorize(ctx, 'tickets.create-spare-part', null)
  return inTransaction(ctx, async (tx) => {
    const models = await resolveModels(tx, input.models ?? [])
    const row = await tx.db.sparePart
      .create({
        data: {
          sku: input.sku,
          kind: input.kind,
          description: input.description,
          facts: { ...checkedFacts(input.kind, input.facts ?? {}) },
          models: { create: models.map((modelId) => ({ modelId })) },
        },
        select: sparePartSelect,
      })
      .catch((error: unknown) => {
        if (violates(error, 'spare_parts_sku_key'))
          throw conflict('already-exists', `There is a spare part ${input.sku} already.`)
        throw error
      })
    await recordAudit(tx, { action: 'tickets.create-spare-part', entity: 'spare-part', key: row.sku })
    return toSparePartView(row)
  })
}
