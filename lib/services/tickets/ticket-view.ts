import type { EventView } from '../../contracts/telemetry/event'
import type { TicketView } from '../../contracts/tickets/ticket'
import type { Prisma } from '../../db/generated/client'
import { suggestsRetiring, TICKET_TYPES, type TicketType } from '../../domain/ticket-state'
import { readFacts } from '../../domain/tickets/part-facts'
import { repairProgress, repairSteps } from '../../domain/tickets/repair'
import { type photoSelect, toPhotoView } from './photo-view'

export const componentSelect = {
  id: true,
  name: true,
  partStatus: true,
  result: true,
  partKind: true,
  facts: true,
  warehouseId: true,
  sparePartId: true,
  sparePart: {
    select: { sku: true, stock: { select: { warehouseId: true, shelf: true, available: true, reserved: true } } },
  },
  warehouse: { select: { code: true } },
  removedSerial: true,
  removedPartId: true,
  removedAt: true,
  installedSerial: true,
  installedPartId: true,
  swappedAt: true,
  swappedBy: true,
  verifiedAt: true,
  verifiedBy: true,
  verifiedHow: true,
  verifyNote: true,
  recoveredAt: true,
} as const satisfies Prisma.TicketComponentSelect

/** What `readTickets` brings. */
type TicketSelect = {
  id: true
  number: true
  type: true
  status: true
  priority: true
  assignee: true
  eventCount: true
  repairsBefore: true
  createdAt: true
  startedAt: true
  endedAt: true
  updatedAt: true
  version: true
  datacenterId: true
  serverScannedAt: true
  serverScannedBy: true
  outOfService: true
  datacenter: { select: { code: true } }
  repeatOf: { select: { number: true } }
  server: {
    select: {
      barcode: true
      modelId: true
      state: true
      u: true
      rack: { select: { code: true; row: true } }
      warehouse: { select: { code: true } }
      model: { select: { slug: true; manufacturer: true; model: true } }
    }
  }
  components: { select: typeof componentSelect }
  notes: { select: { at: true; by: true; text: true } }
  photos: { select: typeof photoSelect }
}

export type TicketRow = Prisma.TicketGetPayload<{ select: TicketSelect }>
type ComponentRow = TicketRow['components'][number]
type ComponentView = TicketView['components'][number]

/** events: the newest 20 of the ticket, see load-ticket-events; elsewhere: see find-elsewhere. */
export function toTicketView(
  row: TicketRow,
  events: EventView[],
  elsewhere: ReadonlyMap<number, NonNullable<ComponentView['elsewhere']>>,
): TicketView {
  const facts = toRepairFacts(row)
  return {
    number: row.number,
    type: facts.type,
    status: row.status,
    priority: row.priority,
    server: row.server.barcode,
    datacenter: row.datacenter.code,
    place: toPlace(row.server),
    components: row.components.map((component) => toComponentView(component, elsewhere.get(component.id))),
    serverState: row.server.state,
    ...(row.serverScannedAt === null ? {} : { serverScannedAt: row.serverScannedAt.toISOString() }),
    ...(row.serverScannedBy === null ? {} : { serverScannedBy: row.serverScannedBy }),
    outOfService: row.outOfService,
    repair: { steps: repairSteps(facts), ...repairProgress(facts) },
    ...(row.assignee === null ? {} : { assignee: row.assignee }),
    ...(row.repeatOf === null ? {} : { repeatOf: row.repeatOf.number }),
    events,
    eventCount: row.eventCount,
    repairsBefore: row.repairsBefore,
    retireSuggested: suggestsRetiring(row.repairsBefore),
    notes: row.notes.map((note) => ({ at: note.at.toISOString(), by: note.by, text: note.text })),
    photos: row.photos.map(toPhotoView),
    createdAt: row.createdAt.toISOString(),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt.toISOString() }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt.toISOString() }),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** What the table of repair steps reads. */
export function toRepairFacts(row: TicketRow) {
  return {
    type: ticketTypeOf(row.type),
    status: row.status,
    assignee: row.assignee ?? undefined,
    serverScannedAt: row.serverScannedAt?.toISOString(),
    components: row.components.map((component) => toComponentView(component)),
  }
}

export function toComponentView(row: ComponentRow, elsewhere?: ComponentView['elsewhere']): ComponentView {
  const part = toPart(row)
  const facts = readFacts(row.facts)
  return {
    name: row.name,
    ...(row.partKind === null ? {} : { partKind: row.partKind }),
    ...(part === undefined ? {} : { part }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    ...(elsewhere === undefined || elsewhere.length === 0 ? {} : { elsewhere }),
    ...(row.result === null ? {} : { result: row.result === 'not_needed' ? 'not-needed' : row.result }),
    ...toRepaired(row),
  }
}

/** What was recorded of its repair; nothing that was not. */
function toRepaired(row: ComponentRow): Partial<ComponentView> {
  const recorded = {
    removedSerial: row.removedSerial,
    removedAt: row.removedAt?.toISOString(),
    installedSerial: row.installedSerial,
    swappedAt: row.swappedAt?.toISOString(),
    swappedBy: row.swappedBy,
    verifiedAt: row.verifiedAt?.toISOString(),
    verifiedBy: row.verifiedBy,
    verifiedHow: row.verifiedHow,
    verifyNote: row.verifyNote,
    recoveredAt: row.recoveredAt?.toISOString(),
  }
  return Object.fromEntries(Object.entries(recorded).filter(([, value]) => value !== null && value !== undefined))
}

/** The column is text, so that a new type needs no migration; what the code does not know is a mistake of ours. */
export function ticketTypeOf(type: string): TicketType {
  const known = TICKET_TYPES.find((name) => name === type)
  if (known === undefined) throw new Error(`unknown ticket type ${type}`)
  return known
}

function toPart(row: ComponentRow): ComponentView['part'] {
  if (row.partStatus === 'NOT_NEEDED') return undefined
  if (row.partStatus === 'WAITING' || row.sparePart === null || row.warehouse === null) return { status: 'waiting' }
  const stock = row.sparePart.stock.find(({ warehouseId }) => warehouseId === row.warehouseId)
  const shelf = stock?.shelf
  const last = row.partStatus === 'RESERVED' && stock?.available === 0 && stock.reserved === 1
  const status = { RESERVED: 'reserved', CONSUMED: 'consumed', RETURNED: 'returned' } as const
  return {
    sku: row.sparePart.sku,
    warehouse: row.warehouse.code,
    ...(typeof shelf === 'string' ? { shelf } : {}),
    ...(last ? { last } : {}),
    status: status[row.partStatus],
  }
}

function toPlace(server: TicketRow['server']): TicketView['place'] {
  return {
    ...(server.rack === null ? {} : { rack: server.rack.code }),
    ...(server.u === null ? {} : { u: server.u }),
    ...(server.rack === null || server.rack.row === null ? {} : { row: server.rack.row }),
    ...(server.warehouse === null ? {} : { warehouse: server.warehouse.code }),
    ...(server.model === null
      ? {}
      : { model: server.model.slug, modelName: `${server.model.manufacturer} ${server.model.model}` }),
  }
}
