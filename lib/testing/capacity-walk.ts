import fc from 'fast-check'
import { AppError } from '../domain/errors'
import { SERVER_STATES, type ServerState } from '../domain/server-state'
import { allocateOrder } from '../services/allocation/allocate-order'
import { createServer } from '../services/inventory/create-server'
import { editRack } from '../services/inventory/edit-rack'
import { editServer } from '../services/inventory/edit-server'
import { editServerModel } from '../services/inventory/edit-server-model'
import { endHold } from '../services/inventory/end-hold'
import { placeHold } from '../services/inventory/place-hold'
import { scanServer } from '../services/inventory/scan-server'
import { replaceServer } from '../services/lifecycle/replace-server'
import { setPowerOutage } from '../services/lifecycle/set-power-outage'
import { startRepair } from '../services/lifecycle/start-repair'
import { transitionServer } from '../services/lifecycle/transition-server'
import { createOrder } from '../services/planning/create-order'
import { planOrder } from '../services/planning/plan-order'
import { cancelOrder } from '../services/provisioning/cancel-order'
import { provisionOrder } from '../services/provisioning/provision-order'
import { releaseOrder } from '../services/provisioning/release-order'
import { editTicket } from '../services/tickets/edit-ticket'
import { openTicket } from '../services/tickets/open-ticket'
import type { TestWorld } from './context'
import { type Fleet, makeFleet, makeModel, PLAN, placeOrder } from './factories/planning'
import { importText } from './imports'
import { type JobRunner, jobRunner } from './job-runner'

/** A world that people work in: two datacenters, three models (of one the RAM is unknown), and what was made in it so far. */
export interface Walk {
  world: TestWorld
  fleets: Fleet[]
  models: string[]
  barcodes: string[]
  orders: string[]
  /** Moves the world's clock. */
  pass(ms: number): void
  jobs: JobRunner
  done: Map<string, number>
  refused: number
}

export async function startWalk(world: TestWorld, pass: (ms: number) => void): Promise<Walk> {
  await world.db.image.create({ data: { slug: IMAGE, name: IMAGE, address: 'http://images.example/debian.iso' } })
  const first = await makeFleet(world.db, { servers: 24, perRack: 8, rackPowerW: 9_000 })
  const fleets = [first, await makeFleet(world.db, { servers: 12 })]
  const vague = await makeModel(world.db, 'vague', { ramGb: null })
  return {
    ...{ world, fleets, pass, jobs: jobRunner(world), done: new Map(), refused: 0 },
    orders: [await placeOrder(world.ctx, first)],
    models: [...fleets.map(({ model }) => model.slug), vague.slug],
    barcodes: fleets.flatMap(({ servers }) => servers.map(({ barcode }) => barcode)),
  }
}

/** Where a step draws its numbers from: a seed makes the same walk. */
interface Dice {
  below(limit: number): number
  of<T>(items: readonly T[]): T
}

function diceOf(seed: number): Dice {
  const numbers = fc.sample(fc.nat(999_999), { seed, numRuns: 16 })
  let at = 0
  const below = (limit: number) => (numbers[at++ % numbers.length] ?? 0) % limit
  return {
    below,
    of: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
  }
}

/** So many steps through the services, as people would take them; what a rule refuses is a step too. */
export async function walk(on: Walk, steps: number, seed: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    const dice = diceOf(seed * 100_003 + step)
    const [name, run] = dice.of(WEIGHTED)
    try {
      await run(on, dice)
      on.done.set(name, (on.done.get(name) ?? 0) + 1)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      on.refused++
    }
  }
}

type Step = (on: Walk, dice: Dice) => Promise<unknown>
const MINUTE = 60_000
const IMAGE = 'debian'
/** Older orders have ended, most of them. */
const RECENT = 8

const STEPS: Record<string, { often: number; run: Step }> = {
  create: {
    often: 4,
    run: async ({ world, fleets, models, barcodes }, dice) => {
      const barcode = `NEW-${barcodes.length}`
      await createServer(world.ctx, { barcode, datacenter: dice.of(fleets).datacenter.code, model: dice.of(models) })
      barcodes.push(barcode)
    },
  },
  rack: {
    often: 12,
    run: ({ world, fleets, barcodes }, dice) => {
      const location = { rack: dice.of(dice.of(fleets).racks).code, u: 1 + dice.below(40) }
      return scanServer(world.ctx, { barcode: dice.of(barcodes), location })
    },
  },
  store: {
    often: 6,
    run: ({ world, fleets, barcodes }, dice) =>
      scanServer(world.ctx, { barcode: dice.of(barcodes), location: { warehouse: dice.of(fleets).warehouse.code } }),
  },
  hold: {
    often: 5,
    run: ({ world, barcodes }, dice) => {
      const until = new Date(world.ctx.clock().getTime() + (1 + dice.below(40)) * MINUTE).toISOString()
      const server = dice.of(barcodes)
      return placeHold(world.ctx, { server, reason: 'looked at', ...(dice.below(3) === 0 ? {} : { until }) })
    },
  },
  'end a hold': {
    often: 2,
    run: async ({ world }, dice) => {
      const holds = await world.db.hold.findMany({ where: { endedAt: null }, orderBy: { createdAt: 'asc' } })
      if (holds.length > 0) await endHold(world.ctx, { id: dice.of(holds).id })
    },
  },
  wait: { often: 4, run: async ({ pass }, dice) => pass(dice.below(30) * MINUTE) },
  order: {
    often: 6,
    run: async ({ world, fleets, orders }, dice) => {
      const endsAt = new Date(world.ctx.clock().getTime() + (1 + dice.below(60)) * 1_440 * MINUTE).toISOString()
      const { number } = await createOrder(world.ctx, {
        ...{
          customer: 'Acme',
          datacenter: dice.of(fleets).datacenter.code,
          cpuCores: 1 + dice.below(150),
          image: IMAGE,
        },
        ...(dice.below(2) === 0 ? {} : { endsAt }),
      })
      orders.push(number)
    },
  },
  plan: {
    often: 9,
    run: ({ world, orders }, dice) =>
      planOrder(world.ctx, {
        number: dice.of(orders.slice(-RECENT)),
        ...PLAN,
        objective: 'greedy',
        includeWarehouse: dice.below(3) === 0,
      }),
  },
  allocate: { often: 9, run: (on, dice) => withOrder(on, dice, 'PLANNED', allocateOrder) },
  provision: { often: 4, run: (on, dice) => withOrder(on, dice, 'ALLOCATED', provisionOrder) },
  work: { often: 1, run: ({ jobs }) => jobs.drain() },
  release: { often: 1, run: (on, dice) => withOrder(on, dice, 'ACTIVE', releaseOrder) },
  cancel: {
    often: 2,
    run: ({ world, orders }, dice) => cancelOrder(world.ctx, { number: dice.of(orders.slice(-RECENT)) }),
  },
  break: { often: 6, run: (on, dice) => transition(on, dice, 'BROKEN') },
  mend: { often: 4, run: (on, dice) => transition(on, dice, dice.of(['RACKED', 'REPAIRING', 'IN_WAREHOUSE'])) },
  send: {
    often: 5,
    run: ({ world, fleets, barcodes }, dice) => {
      const expectedAt = new Date(world.ctx.clock().getTime() + (dice.below(20) - 2) * 1_440 * MINUTE).toISOString()
      const destination = dice.of(fleets).datacenter.code
      return transitionServer(world.ctx, {
        barcode: dice.of(barcodes),
        to: 'IN_TRANSIT',
        reason: 'sent',
        destination,
        expectedAt,
      })
    },
  },
  scrap: { often: 1, run: (on, dice) => transition(on, dice, 'DECOMMISSIONED') },
  any: { often: 3, run: (on, dice) => transition(on, dice, dice.of(SERVER_STATES)) },
  replace: {
    often: 2,
    run: async ({ world }, dice) => {
      const lost = await world.db.allocation.findMany({
        where: { status: 'LOST', replacedById: null },
        select: { order: { select: { number: true } }, server: { select: { barcode: true } } },
        orderBy: { id: 'asc' },
      })
      if (lost.length === 0) return
      const { order, server } = dice.of(lost)
      await replaceServer(world.ctx, { number: order.number, barcode: server.barcode })
    },
  },
  ticket: {
    often: 4,
    run: ({ world, barcodes }, dice) => {
      const type = dice.of(['REPLACE_DISK', 'REPLACE_RAM', 'CHECK_COOLING'] as const)
      return openTicket(world.ctx, { server: dice.of(barcodes), type, priority: dice.of(['HIGH', 'NORMAL'] as const) })
    },
  },
  repair: {
    often: 2,
    run: async ({ world }, dice) => {
      const open = await world.db.ticket.findMany({ where: { status: 'OPEN' }, orderBy: { id: 'asc' } })
      if (open.length > 0) await startRepair(world.ctx, { number: dice.of(open).number, outOfService: true })
    },
  },
  close: {
    often: 3,
    run: async ({ world }, dice) => {
      const live = await world.db.ticket.findMany({
        where: { status: { in: ['OPEN', 'IN_PROGRESS'] } },
        orderBy: { id: 'asc' },
      })
      if (live.length > 0)
        await editTicket(world.ctx, { number: dice.of(live).number, status: dice.of(['WONT_FIX', 'DONE']) })
    },
  },
  identify: {
    often: 3,
    run: ({ world, barcodes, models }, dice) =>
      editServer(world.ctx, { barcode: dice.of(barcodes), model: dice.of(models) }),
  },
  describe: {
    often: 1,
    run: ({ world, models }, dice) =>
      editServerModel(world.ctx, {
        slug: dice.of(models),
        nvmeGb: dice.of([null, 3_840, 7_680]),
        maxPowerW: 400 + dice.below(400),
      }),
  },
  budget: {
    often: 1,
    run: ({ world, fleets }, dice) =>
      editRack(world.ctx, { code: dice.of(dice.of(fleets).racks).code, maxPowerW: dice.of([null, 6_000, 12_000]) }),
  },
  outage: {
    often: 1,
    run: ({ world, fleets }, dice) =>
      setPowerOutage(world.ctx, { code: dice.of(fleets).datacenter.code, powerOutage: dice.below(2) === 0 }),
  },
  import: {
    often: 1,
    run: async ({ world, fleets, models, barcodes }, dice) => {
      const codes = [0, 1, 2].map((index) => `IMP-${barcodes.length}-${index}`)
      const place = `${dice.of(fleets).warehouse.code},${dice.of(models)}`
      await importText(
        world.ctx,
        { kind: 'servers' },
        `barcode,warehouse,model\n${codes.map((code) => `${code},${place}`).join('\n')}\n`,
      )
      barcodes.push(...codes)
    },
  },
}

const WEIGHTED = Object.entries(STEPS).flatMap(([name, { often, run }]) =>
  Array.from({ length: often }, (): [string, Step] => [name, run]),
)

const transition = ({ world, barcodes }: Walk, dice: Dice, to: ServerState) =>
  transitionServer(world.ctx, { barcode: dice.of(barcodes), to, reason: 'as it happens' })

/** One that stands where the step begins; where there is none, one that will refuse it. */
async function withOrder(
  { world, orders }: Walk,
  dice: Dice,
  status: 'PLANNED' | 'ALLOCATED' | 'ACTIVE',
  run: (ctx: TestWorld['ctx'], input: { number: string }) => Promise<unknown>,
): Promise<void> {
  const ready = await world.db.order.findMany({ where: { status }, select: { number: true }, orderBy: { id: 'asc' } })
  await run(world.ctx, { number: dice.of(ready.length > 0 ? ready.map(({ number }) => number) : orders) })
}
