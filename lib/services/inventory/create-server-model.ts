import type { z } from 'zod'
import type { createServerModelInput, ServerModelView } from '../../contracts/inventory/server-model'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { checkFirmwareNames } from './firmware-names'
import { serverModelSelect, toServerModelView } from './server-model-view'

export async function createServerModel(
  ctx: Ctx,
  input: z.output<typeof createServerModelInput>,
): Promise<ServerModelView> {
  authorize(ctx, 'inventory.create-server-model', null)
  checkFirmwareNames(input.firmwareTargets, 'firmwareTargets')
  const { cost, firmwareTargets, ...fields } = input
  return inTransaction(ctx, async (tx) => {
    const { id } = await tx.db.serverModel
      .create({
        data: {
          slug: fields.slug,
          manufacturer: fields.manufacturer,
          model: fields.model,
          heightU: fields.heightU,
          depth: fields.depth,
          cpuCores: fields.cpuCores ?? null,
          ramGb: fields.ramGb ?? null,
          nvmeGb: fields.nvmeGb ?? null,
          maxPowerW: fields.maxPowerW ?? null,
          weightKg: fields.weightKg ?? null,
          costCents: cost ?? null,
        },
        select: { id: true },
      })
      .catch((error: unknown) => {
        if (violates(error, 'server_models_slug_key'))
          throw conflict('already-exists', `There is a server model ${input.slug} already.`)
        throw error
      })
    await tx.db.firmwareTarget.createMany({ data: firmwareTargets.map((target) => ({ ...target, modelId: id })) })
    const row = await tx.db.serverModel.findUniqueOrThrow({ where: { id }, select: serverModelSelect })
    await recordAudit(tx, { action: 'inventory.create-server-model', entity: 'server-model', key: row.slug })
    return toServerModelView(row)
  })
}
