import type { z } from 'zod'
import type { ServerView, transitionInput } from '../../contracts/inventory/server'
import type { Ctx, TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { conflict, invalid } from '../../domain/errors'
import type { ServerState } from '../../domain/server-state'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { resolveDatacenter } from '../inventory/resolve-datacenter'
import { serverSelect, toServerView } from '../inventory/server-view'
import { breakServer } from './break-server'
import { guardTransition } from './guard-transition'
import { scrapServer } from './scrap-server'
import { type AnswerOf, type LockedServer, withServerAndOrder } from './with-server-and-order'

type TransitionServer = z.output<typeof transitionInput> & { barcode: string }

/** A server's transition by hand; what a scan or an order makes is 409 `use-scan` or `use-order`. */
export async function transitionServer(ctx: Ctx, input: TransitionServer): Promise<ServerView> {
  return makeTransition(ctx, input, async (tx, id) => {
    const row = await tx.db.server.findUniqueOrThrow({ where: { id }, select: serverSelect })
    return toServerView(row, tx.clock())
  })
}

/** The same, with another answer: of thousands nobody reads each. */
export const makeTransition = async <T>(ctx: Ctx, input: TransitionServer, answer: AnswerOf<T>): Promise<T> => {
  checkJourneyFields(input)
  const { barcode, to, reason } = input
  if (to === 'BROKEN') return breakServer(ctx, { barcode, reason }, answer)
  if (to === 'DECOMMISSIONED') return scrapServer(ctx, { barcode, reason }, answer)
  return withServerAndOrder(ctx, barcode, async (tx, server) => {
    guardTransition(tx, server, to)
    guardPlace(server, to)
    const { data, detail } = to === 'IN_TRANSIT' ? await journey(tx, input) : {}
    await applyServerTransition(tx, {
      serverId: server.id,
      to,
      action: 'inventory.transition-server',
      reason,
      ...(data === undefined ? {} : { data }),
      ...(detail === undefined ? {} : { detail }),
    })
    return answer(tx, server.id)
  })
}

function checkJourneyFields({ to, destination, expectedAt }: TransitionServer): void {
  if (to === 'IN_TRANSIT') return
  const message = 'Goes with IN_TRANSIT only'
  if (destination !== undefined) throw invalid({ path: 'destination', message })
  if (expectedAt !== undefined) throw invalid({ path: 'expectedAt', message })
}

/** Mended in its rack, or a false alarm: it is where it stood, so it becomes what that place makes of it. */
function guardPlace({ barcode, state, rack, rackId, warehouseId }: LockedServer, to: ServerState): void {
  if (to === 'RACKED' && rackId === null) {
    throw conflict('use-scan', `${barcode} stands in no rack: scan it in.`, { from: state, to })
  }
  if (to === 'IN_WAREHOUSE' && warehouseId === null) {
    const where = rack === null ? 'stands nowhere' : `stands in rack ${rack.code}`
    throw conflict('use-scan', `${barcode} ${where}: scan it into the warehouse.`, { from: state, to })
  }
}

/** It leaves rack or warehouse; until it is scanned in elsewhere it counts where it was sent from. */
const journey = async (
  tx: TxCtx,
  { destination: code, expectedAt }: TransitionServer,
): Promise<{ data: Prisma.ServerUncheckedUpdateManyInput; detail: Prisma.InputJsonObject }> => {
  const destination = code === undefined ? null : await resolveDatacenter(tx, code, 'destination')
  return {
    data: {
      rackId: null,
      u: null,
      face: null,
      warehouseId: null,
      destinationId: destination?.id ?? null,
      expectedAt: expectedAt === undefined ? null : new Date(expectedAt),
    },
    detail: { destination: destination?.code ?? null, expectedAt: expectedAt ?? null },
  }
}
