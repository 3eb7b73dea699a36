import { bmcTls, type ServerView } from '../../contracts/inventory/server'
import type { Prisma } from '../../db/generated/client'
import { isHeld } from '../../domain/planning/eligibility'

export const serverSelect = {
  id: true,
  barcode: true,
  state: true,
  model: {
    select: {
      slug: true,
      manufacturer: true,
      model: true,
      targets: { select: { component: true, version: true }, orderBy: { component: 'asc' } },
    },
  },
  heightU: true,
  depth: true,
  serial: true,
  assetNumber: true,
  datacenterId: true,
  datacenter: { select: { code: true } },
  warehouse: { select: { code: true } },
  rack: { select: { code: true } },
  u: true,
  face: true,
  destination: { select: { code: true } },
  expectedAt: true,
  tags: true,
  hostnames: true,
  note: true,
  bmcDriver: true,
  bmcAddress: true,
  bmcTls: true,
  powerState: true,
  order: { select: { number: true } },
  hold: { select: { id: true, reason: true, by: true, until: true } },
  openHighTickets: true,
  needsWipe: true,
  firmware: { select: { component: true, version: true }, orderBy: { component: 'asc' } },
  lastScannedAt: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.ServerSelect

export type ServerRow = Prisma.ServerGetPayload<{ select: typeof serverSelect }>

/** `now` decides whether a hold with an end still holds. BMC credentials are never part of a view. */
export function toServerView(row: ServerRow, now: Date): ServerView {
  return {
    barcode: row.barcode,
    state: row.state,
    ...(row.model === null ? {} : { model: row.model.slug, modelName: `${row.model.manufacturer} ${row.model.model}` }),
    ...(row.serial === null ? {} : { serial: row.serial }),
    ...(row.assetNumber === null ? {} : { assetNumber: row.assetNumber }),
    heightU: row.heightU,
    depth: row.depth,
    ...placeOf(row),
    ...(row.order === null ? {} : { order: row.order.number }),
    ...holdOf(row, now),
    openHighTickets: row.openHighTickets,
    needsWipe: row.needsWipe,
    tags: row.tags,
    hostnames: row.hostnames,
    ...(row.note === null ? {} : { note: row.note }),
    firmware: firmwareOf(row),
    ...bmcOf(row),
    ...(row.powerState === 'on' || row.powerState === 'off' ? { power: row.powerState } : {}),
    ...(row.lastScannedAt === null ? {} : { lastScannedAt: row.lastScannedAt.toISOString() }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

function placeOf(row: ServerRow): Pick<ServerView, 'datacenter'> & Partial<ServerView> {
  return {
    datacenter: row.datacenter.code,
    ...(row.warehouse === null ? {} : { warehouse: row.warehouse.code }),
    ...(row.rack === null || row.u === null || row.face === null
      ? {}
      : { rack: row.rack.code, u: row.u, face: row.face }),
    ...(row.destination === null ? {} : { destination: row.destination.code }),
    ...(row.expectedAt === null ? {} : { expectedAt: row.expectedAt.toISOString() }),
  }
}

function bmcOf({ bmcDriver, bmcAddress, bmcTls: tls }: ServerRow): Pick<ServerView, 'bmc'> {
  if (bmcDriver === null || bmcAddress === null) return {}
  return { bmc: { driver: bmcDriver, address: bmcAddress, ...(tls === null ? {} : { tls: bmcTls.parse(tls) }) } }
}

function holdOf({ hold }: ServerRow, now: Date): Pick<ServerView, 'hold'> | Record<never, never> {
  if (hold === null || !isHeld(hold, now)) return {}
  const { until, ...rest } = hold
  return { hold: { ...rest, ...(until === null ? {} : { until: until.toISOString() }) } }
}

/** What is installed, each beside its model's target: as for lists and plans, a component is one however its name is written. */
function firmwareOf(row: ServerRow): ServerView['firmware'] {
  const targets = new Map(row.model?.targets.map((target) => [target.component.toLowerCase(), target.version]))
  return row.firmware.map((installed) => {
    const target = targets.get(installed.component.toLowerCase())
    return target === undefined ? installed : { ...installed, target }
  })
}
