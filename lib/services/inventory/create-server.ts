import type { z } from 'zod'
import type { createServerInput, ServerView } from '../../contracts/inventory/server'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { databaseError, SQLSTATE, violates } from '../../db/database-error'
import { simulatedBmc } from '../../db/simulated-bmc'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { bmcFields } from './bmc-fields'
import { checkFirmwareNames } from './firmware-names'
import { resolveDatacenter } from './resolve-datacenter'
import { resolveModel } from './resolve-model'
import { serverSelect, toServerView } from './server-view'

type CreateServer = z.output<typeof createServerInput>

/** Records a server before it arrives: state NEW, in no place. 409 where the barcode is, or ever was, in use. */
export async function createServer(ctx: Ctx, input: CreateServer): Promise<ServerView> {
  checkFirmwareNames(input.firmware ?? [], 'firmware')
  return inTransaction(ctx, async (tx) => {
    const datacenter = await resolveDatacenter(tx, input.datacenter)
    authorize(tx, 'inventory.create-server', datacenter.id)
    const id = await insert(tx, input, datacenter.id)
    const row = await tx.db.server.findUniqueOrThrow({ where: { id }, select: serverSelect })
    await recordAudit(tx, {
      action: 'inventory.create-server',
      entity: 'server',
      key: row.barcode,
      to: row.state,
      datacenterId: datacenter.id,
    })
    return toServerView(row, tx.clock())
  })
}

const insert = async (tx: TxCtx, input: CreateServer, datacenterId: number): Promise<number> => {
  const model = input.model === undefined ? null : await resolveModel(tx, input.model)
  const { id } = await tx.db.server
    .create({
      data: {
        barcode: input.barcode,
        datacenterId,
        ...(model === null ? {} : { modelId: model.id, heightU: model.heightU, depth: model.depth }),
        serial: input.serial ?? null,
        assetNumber: input.assetNumber ?? null,
        tags: input.tags ?? [],
        hostnames: input.hostnames ?? [],
        note: input.note ?? null,
        ...(input.bmc === undefined ? (simulatedBmc(input.barcode) ?? {}) : bmcFields(input.barcode, input.bmc)),
      },
      select: { id: true },
    })
    .catch((error: unknown) => {
      if (violates(error, 'servers_barcode_key'))
        throw conflict('already-exists', `There is a server ${input.barcode} already.`)
      if (databaseError(error)?.sqlState === SQLSTATE.barcodeRetired)
        throw conflict('barcode-retired', `${input.barcode} was used before, and a barcode is never used again.`)
      throw error
    })
  await tx.db.serverFirmware.createMany({ data: (input.firmware ?? []).map((each) => ({ ...each, serverId: id })) })
  return id
}
