import type { TxCtx } from '../../db/context'
import { databaseError, SQLSTATE } from '../../db/database-error'
import type { Prisma } from '../../db/generated/client'
import { lockServer } from '../../db/locks'
import { simulatedBmc } from '../../db/simulated-bmc'
import { AppError, conflict } from '../../domain/errors'
import { resolveModel } from './resolve-model'

const scannedSelect = {
  id: true,
  barcode: true,
  state: true,
  datacenterId: true,
  warehouseId: true,
  warehouse: { select: { code: true } },
  rackId: true,
  rack: { select: { code: true } },
  u: true,
  face: true,
  heightU: true,
  depth: true,
  model: { select: { slug: true } },
  order: { select: { number: true } },
  destinationId: true,
  destination: { select: { code: true } },
  plannedMove: { select: { rackId: true, u: true, face: true, depth: true } },
} as const satisfies Prisma.ServerSelect

/** What a scan has to know of the server, read under its row lock. */
export type ScannedServer = Prisma.ServerGetPayload<{ select: typeof scannedSelect }>

/**
 * The server of a scan, locked. An unknown barcode becomes a NEW server; of two scanners with the same new barcode one
 * creates it, and the other waits for it and finds it known.
 */
export const findOrCreateScanned = async (
  tx: TxCtx,
  input: { barcode: string; model?: string | undefined },
  datacenterId: number,
): Promise<{ server: ScannedServer; created: boolean }> => {
  const { barcode } = input
  const known = await lockServer(tx, barcode)
  const created = known === null && (await create(tx, input, datacenterId))
  const locked = known ?? (await lockServer(tx, barcode))
  if (locked === null) throw conflict('conflict', `${barcode} was deleted at this moment. Scan it again.`)
  return { server: await readScanned(tx, locked.id), created }
}

/** A server that the caller has locked. */
export const readScanned = (tx: TxCtx, id: number): Promise<ScannedServer> =>
  tx.db.server.findUniqueOrThrow({ where: { id }, select: scannedSelect })

const create = async (
  tx: TxCtx,
  { barcode, model: slug }: { barcode: string; model?: string | undefined },
  datacenterId: number,
): Promise<boolean> => {
  const model = slug === undefined ? null : await resolveModel(tx, slug)
  const { count } = await tx.db.server
    .createMany({
      data: [
        {
          barcode,
          datacenterId,
          ...(simulatedBmc(barcode) ?? {}),
          ...(model === null ? {} : { modelId: model.id, heightU: model.heightU, depth: model.depth }),
        },
      ],
      skipDuplicates: true,
    })
    .catch((error: unknown) => {
      if (databaseError(error)?.sqlState !== SQLSTATE.barcodeRetired) throw error
      throw new AppError('barcode-retired', `${barcode} was used before, and a barcode is never used again.`, {
        details: { barcode },
        cause: error,
      })
    })
  return count === 1
}
