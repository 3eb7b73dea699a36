import type { ServerComponentsView } from '../../contracts/tickets/server-components'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { SYMPTOM_NAMES, SYMPTOMS } from '../../domain/telemetry/symptoms'
import { TICKET_TYPES } from '../../domain/ticket-state'
import { readFacts } from '../../domain/tickets/part-facts'
import { type RepairedComponent, serverComponents } from '../../domain/tickets/server-components'
import { authorize } from '../access/authorize'

/** Of a server's life: the newest count. */
const MOST = 300

/** What is known of a server's components, and which were replaced. Four statements. */
export async function getServerComponents(ctx: Ctx, { barcode }: { barcode: string }): Promise<ServerComponentsView> {
  const server = await ctx.db.server.findUnique({ where: { barcode }, select: { id: true, datacenterId: true } })
  if (server === null) throw notFound('server', barcode)
  authorize(ctx, 'tickets.read', server.datacenterId)
  const repaired = await readRepaired(ctx, server.id)
  const words = await readWords(ctx, server.id)
  const builtIn = await readBuiltIn(ctx, server.id)
  const { components, replaced } = serverComponents({ repaired, words, builtIn })
  return {
    components: components.map(({ since, facts, name, health, ...known }) => ({
      ...{ name, health, facts },
      ...given(known),
      ...(since === null ? {} : { since: since.toISOString() }),
    })),
    replaced: replaced.map(({ at, name, ticket, ...known }) => ({
      ...{ name, ticket, at: at.toISOString() },
      ...given(known),
    })),
  }
}

function given<Fields extends Record<string, string | null>>(fields: Fields): { [Name in keyof Fields]?: string } {
  const known = Object.entries(fields).filter(([, value]) => value !== null)
  return Object.fromEntries(known) as { [Name in keyof Fields]?: string }
}

const readRepaired = async (ctx: Ctx, serverId: number): Promise<RepairedComponent[]> => {
  const rows = await ctx.db.ticketComponent.findMany({
    where: { ticket: { serverId } },
    orderBy: { id: 'desc' },
    take: MOST,
    select: {
      ...{ name: true, partKind: true, facts: true, removedSerial: true, installedSerial: true, swappedAt: true },
      ...{ swappedBy: true, verifiedAt: true },
      sparePart: { select: { sku: true } },
      ticket: { select: { number: true, type: true, status: true, priority: true } },
    },
  })
  return rows.toReversed().flatMap(({ ticket, sparePart, facts, ...row }) => {
    const type = TICKET_TYPES.find((one) => one === ticket.type)
    if (type === undefined) return []
    const { number, status, priority } = ticket
    const about = { ticket: number, type, status, isHigh: priority === 'HIGH' }
    return [{ ...row, ...about, facts: readFacts(facts), sku: sparePart?.sku ?? null }]
  })
}

/** What speaks of the whole server is no word on a component. */
const readWords = async (ctx: Ctx, serverId: number) => {
  const symptoms = SYMPTOM_NAMES.filter((name) => !SYMPTOMS[name].whole)
  const rows = await ctx.db.serverSymptom.findMany({
    where: { serverId, symptom: { in: symptoms } },
    orderBy: { at: 'asc' },
    take: MOST,
  })
  return rows.map(({ symptom, component, state, since }) => ({
    ...{ kind: symptom, name: component, isWrong: state === 'ASSERTED', since },
  }))
}

const readBuiltIn = async (ctx: Ctx, serverId: number) => {
  const rows = await ctx.db.part.findMany({
    where: { serverId },
    orderBy: { serial: 'asc' },
    take: MOST,
    select: { serial: true, updatedAt: true, sparePart: { select: { sku: true, kind: true, facts: true } } },
  })
  return rows.map(({ serial, sparePart, updatedAt }) => ({
    ...{ serial, since: updatedAt, sku: sparePart?.sku ?? null, kind: sparePart?.kind ?? null },
    facts: readFacts(sparePart?.facts),
  }))
}
