import type { Db } from '../../db/client'
import { inTransaction } from '../../db/context'
import { AppError } from '../../domain/errors'
import { allocateOrder } from '../../services/allocation/allocate-order'
import { deleteServer } from '../../services/inventory/delete-server'
import { editServer } from '../../services/inventory/edit-server'
import { editServerModel } from '../../services/inventory/edit-server-model'
import { endHold } from '../../services/inventory/end-hold'
import { placeHold } from '../../services/inventory/place-hold'
import { transitionServer } from '../../services/lifecycle/transition-server'
import { planOrder } from '../../services/planning/plan-order'
import type { TestWorld } from '../context'
import { addServers, type Fleet, makeFleet, makeModel, PLAN, placeOrder } from '../factories/planning'
import { FIRMWARE_DIFFERENCES, TALLY_DIFFERENCES } from '../tally-differences'

const CONNECTIONS = 8

export interface TallyRound {
  done: number
  /** By rule or because somebody else was first. */
  refused: number
  differences: unknown[]
  deltas: number
}

/** Random operations on the servers of one datacenter from 8 connections, then what the tallies say beside a count. */
export async function raceTallies(world: TestWorld, operations: number): Promise<TallyRound> {
  const site = await aSite(world)
  let done = 0
  let refused = 0
  const walker = async () => {
    for (let step = 0; step < operations / CONNECTIONS; step++) {
      try {
        await pick(OPERATIONS)(world, site)
        done++
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        refused++
      }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, walker))
  const differences = [
    ...(await world.db.$queryRawUnsafe<unknown[]>(TALLY_DIFFERENCES)),
    ...(await world.db.$queryRawUnsafe<unknown[]>(FIRMWARE_DIFFERENCES)),
  ]
  return { done, refused, differences, deltas: await countDeltas(world.db) }
}

interface Site {
  fleet: Fleet
  models: { id: number; slug: string }[]
  orders: string[]
  barcodes: string[]
}

async function aSite(world: TestWorld): Promise<Site> {
  const fleet = await makeFleet(world.db, { servers: 60, perRack: 10 })
  const second = await makeModel(world.db, `${fleet.model.slug}-second`, { cpuCores: 32 })
  const more = await addServers(world.db, fleet, {
    model: second,
    places: Array.from({ length: 20 }, (_, index) => (index < 10 ? { rack: index % 6, u: 20 + index } : 'warehouse')),
    barcodes: `${fleet.datacenter.code}-M`,
  })
  const orders = await Promise.all(Array.from({ length: 12 }, () => placeOrder(world.ctx, fleet, { cpuCores: 200 })))
  const barcodes = [...fleet.servers, ...more].map(({ barcode }) => barcode)
  return { fleet, models: [fleet.model, second], orders, barcodes }
}

const OPERATIONS: ((world: TestWorld, site: Site) => Promise<unknown>)[] = [
  ({ ctx }, { orders }) => planOrder(ctx, { number: pick(orders), ...PLAN, includeWarehouse: Math.random() < 0.3 }),
  ({ ctx }, { orders }) => allocateOrder(ctx, { number: pick(orders) }),
  ({ ctx }, { barcodes }) => placeHold(ctx, { server: pick(barcodes), reason: 'looked at' }),
  async ({ ctx, db }, { barcodes }) => {
    const hold = await db.hold.findFirst({ where: { server: { barcode: pick(barcodes) }, endedAt: null } })
    if (hold !== null) await endHold(ctx, { id: hold.id })
  },
  ({ ctx }, { barcodes }) => transitionServer(ctx, { barcode: pick(barcodes), to: 'BROKEN', reason: 'smoke' }),
  ({ ctx }, { barcodes }) => transitionServer(ctx, { barcode: pick(barcodes), to: 'RACKED', reason: 'fine after all' }),
  ({ ctx }, { barcodes }) => transitionServer(ctx, { barcode: pick(barcodes), to: 'IN_WAREHOUSE', reason: 'stored' }),
  ({ ctx }, { barcodes, models }) => editServer(ctx, { barcode: pick(barcodes), model: pick(models).slug }),
  ({ ctx }, { barcodes }) =>
    editServer(ctx, { barcode: pick(barcodes), firmware: [{ component: pick(COMPONENTS), version: pick(VERSIONS) }] }),
  ({ ctx }, { barcodes }) => deleteServer(ctx, { barcode: pick(barcodes) }),
  // Seldom, as in life: it locks a model with all its servers, and each deadlock costs a second.
  ({ ctx }, { models, barcodes }) =>
    Math.random() < 0.3
      ? editServerModel(ctx, {
          slug: pick(models).slug,
          firmwareTargets: COMPONENTS.filter(() => Math.random() < 0.5).map((component) => ({
            component,
            version: pick(VERSIONS),
          })),
        })
      : editServer(ctx, { barcode: pick(barcodes), firmware: [] }),
  // Taken back as a whole.
  ({ ctx }, { barcodes }) =>
    inTransaction(ctx, async (tx) => {
      const data = { openHighTickets: { increment: 1 } }
      await tx.db.server.updateMany({ where: { barcode: pick(barcodes) }, data })
      throw new AppError('conflict', 'Taken back.')
    }),
]
const COMPONENTS = ['BIOS', 'BMC']
const VERSIONS = ['1', '2']

function pick<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}

async function countDeltas(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM server_tally WHERE NOT base`
  return row?.n ?? 0
}
