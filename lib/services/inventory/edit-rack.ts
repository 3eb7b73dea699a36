import type { z } from 'zod'
import type { editRackInput, RackView } from '../../contracts/inventory/rack'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { databaseError, SQLSTATE } from '../../db/database-error'
import { checkVersion } from '../../db/versions'
import { walkKey } from '../../domain/code'
import { conflict, isAppError, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { refuseClashes } from '../audit/refuse-clashes'
import { changedFields } from './changed-fields'
import { nameOccupant, readOccupants } from './rack-occupants'
import { rackSelect, rackSums, toRackView } from './rack-view'

type EditRack = Omit<z.output<typeof editRackInput>, 'powerOutage'> & {
  code: string
  ifMatch?: readonly number[] | '*' | undefined
}

/** Edits a rack. A height below what stands in it is 409 `does-not-fit`, which names what is too high. */
export async function editRack(ctx: Ctx, input: EditRack): Promise<RackView> {
  try {
    return await inTransaction(ctx, (tx) => edit(tx, input))
  } catch (error) {
    const refused = isAppError(error) && databaseError(error.cause)?.sqlState === SQLSTATE.rackTooSmall
    if (refused && input.heightU !== undefined) await explainTooHigh(ctx, input.code, input.heightU)
    throw error
  }
}

const edit = async (tx: TxCtx, { code, ifMatch, base, ...given }: EditRack): Promise<RackView> => {
  await tx.db.$queryRaw`SELECT 1 FROM racks WHERE code = ${code}::citext FOR UPDATE`
  const before = await tx.db.rack.findUnique({ where: { code }, select: rackSelect })
  if (before === null) throw notFound('rack', code)
  authorize(tx, 'inventory.edit-rack', before.datacenterId)
  checkVersion('rack', before.code, before.version, ifMatch)
  const { row, heightU, maxPowerW, maxWeightKg, note, tags } = before
  const now = { row, heightU, maxPowerW, maxWeightKg, note, tags }
  await refuseClashes(tx, { entity: 'rack', key: before.code, now, given, base })
  const changes = changedFields(now, given)
  const sums = (await rackSums(tx, [before.id])).get(before.id)
  if (Object.keys(changes).length === 0) return toRackView(before, sums)
  const after = await tx.db.rack.update({
    where: { id: before.id },
    data: {
      ...(given.heightU === undefined ? {} : { heightU: given.heightU }),
      ...(given.row === undefined ? {} : { row: given.row, walkKey: walkKey({ row: given.row, code: before.code }) }),
      ...(given.maxPowerW === undefined ? {} : { maxPowerW: given.maxPowerW }),
      ...(given.maxWeightKg === undefined ? {} : { maxWeightKg: given.maxWeightKg }),
      ...(given.note === undefined ? {} : { note: given.note }),
      ...(given.tags === undefined ? {} : { tags: given.tags }),
      version: { increment: 1 },
    },
    select: rackSelect,
  })
  await recordAudit(tx, {
    action: 'inventory.edit-rack',
    entity: 'rack',
    key: after.code,
    datacenterId: after.datacenterId,
    detail: changes,
  })
  return toRackView(after, sums)
}

/** Throws the refusal in words, unless what stood too high has gone since. */
const explainTooHigh = async (ctx: Ctx, code: string, heightU: number): Promise<void> => {
  const rack = await ctx.db.rack.findUnique({ where: { code }, select: { id: true, code: true } })
  if (rack === null) return
  const above = (await readOccupants(ctx, rack.id)).filter((item) => item.u + item.heightU - 1 > heightU)
  if (above.length === 0) return
  const named = above.map((item) => `${nameOccupant(item)} at U${item.u}`).join(', ')
  throw conflict('does-not-fit', `Rack ${rack.code} cannot be ${heightU}U high: it holds ${named}.`, {
    blockedBy: above.map((item) => item.key),
  })
}
