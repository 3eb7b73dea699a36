import type { TxCtx } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { type FirmwarePathRow, firmwarePathSelect } from './firmware-path-view'

/** An edge, locked, in the version that If-Match names. */
export async function lockedFirmwarePath(
  tx: TxCtx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<FirmwarePathRow> {
  await tx.db.$queryRaw`SELECT 1 FROM firmware_paths WHERE id = ${input.id}::uuid FOR UPDATE`
  const row = await tx.db.firmwarePath.findUnique({ where: { id: input.id }, select: firmwarePathSelect })
  if (row === null) throw notFound('firmware-path', input.id)
  checkVersion('firmware-path', row.id, row.version, input.ifMatch)
  return row
}
