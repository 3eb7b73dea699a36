import type { FirmwarePathView } from '../../contracts/provisioning/firmware-path'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { firmwarePathSelect, toFirmwarePathView } from './firmware-path-view'

export async function getFirmwarePath(ctx: Ctx, input: { id: string }): Promise<FirmwarePathView> {
  const row = await ctx.db.firmwarePath.findUnique({ where: { id: input.id }, select: firmwarePathSelect })
  if (row === null) throw notFound('firmware-path', input.id)
  return toFirmwarePathView(row)
}
