import type { HoldView } from '../../contracts/inventory/hold'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServer } from '../../db/locks'
import { conflict, invalid, unknownReference } from '../../domain/errors'
import { isHeld } from '../../domain/planning/eligibility'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { holdSelect, toHoldView } from './hold-view'

interface PlaceHold {
  server: string
  reason: string
  until?: string | undefined
}

/** Takes a server out of planning until it is ended, or until `until`. 409 when it is held already or decommissioned. */
export async function placeHold(ctx: Ctx, input: PlaceHold): Promise<HoldView> {
  const until = input.until === undefined ? null : new Date(input.until)
  if (until !== null && until <= ctx.clock()) throw invalid({ path: 'until', message: 'Must lie in the future' })
  return inTransaction(ctx, async (tx) => {
    const locked = await lockServer(tx, input.server)
    if (locked === null) throw unknownReference('server', 'server', input.server)
    const server = await tx.db.server.findUniqueOrThrow({
      where: { id: locked.id },
      select: {
        id: true,
        barcode: true,
        state: true,
        datacenterId: true,
        hold: { select: { id: true, by: true, reason: true, until: true } },
      },
    })
    authorize(tx, 'inventory.place-hold', server.datacenterId)
    if (server.state === 'DECOMMISSIONED') throw conflict('decommissioned', `${server.barcode} was decommissioned.`)
    await endExpired(tx, server)
    const row = await tx.db.hold.create({
      data: { serverId: server.id, reason: input.reason, by: tx.actor.name, until, createdAt: tx.clock() },
      select: holdSelect,
    })
    await tx.db.server.updateMany({
      where: { id: server.id },
      data: { holdId: row.id, holdUntil: until, version: { increment: 1 } },
    })
    const record = { action: 'inventory.place-hold', reason: input.reason, datacenterId: server.datacenterId }
    await recordAudit(tx, {
      ...record,
      entity: 'server',
      key: server.barcode,
      detail: { hold: row.id, until: until?.toISOString() ?? null },
    })
    return toHoldView(row, tx.clock())
  })
}

/** A hold whose time is over makes room; one that still holds refuses. */
const endExpired = async (
  tx: TxCtx,
  server: { barcode: string; hold: { id: string; by: string; reason: string; until: Date | null } | null },
): Promise<void> => {
  const { hold } = server
  if (hold === null) return
  if (isHeld(hold, tx.clock())) {
    throw conflict('already-exists', `${server.barcode} is held already by ${hold.by}: ${hold.reason}.`, {
      hold: hold.id,
    })
  }
  await tx.db.hold.updateMany({
    where: { id: hold.id, endedAt: null },
    data: { endedAt: hold.until ?? tx.clock(), version: { increment: 1 } },
  })
}
