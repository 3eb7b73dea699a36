import { setTimeout as sleep } from 'node:timers/promises'
import { provisionOrder } from '../../services/provisioning/provision-order'
import type { TestWorld } from '../context'
import { type AllocatedOrder, allocatedOrder } from '../factories/provisioning'
import { type SimulatedHardware, simulatedHardware } from '../simulated-hardware'
import { startWorker, until, type WorkerProcess } from '../worker-process'

const LEASE_MS = 2_000
const WORKERS = 3
const JOBS_AN_ORDER = 5
/** In every second order: one is tried first, and so many are provisioned at once in its rack. */
const AT_ONCE = 2

export interface KillsReport {
  kills: number
  /** Kills that hit a worker while it held at least one job. */
  hits: number
  jobs: Record<string, number>
  orders: Record<string, number>
  /** `<server> <effect>` for each effect that was executed more than once. */
  repeated: string[]
  /** Servers whose BMC was spoken to by a worker after another had taken over. */
  spokenToByTwo: number
  /** Steps that did not end as SUCCESS. */
  unfinishedSteps: number
  /** Effects on each server: five when all is well (three flashes, a disc, an installation). */
  effectsAServer: number[]
  /** The most jobs at once in a rack that takes `AT_ONCE`, and beside the one that was tried first. */
  mostAtOnce: number
  besideTheFirst: number
}

/**
 * `kills` times kill -9 at a random moment to one of three workers while it holds a job, with a new worker for each that was
 * killed; then everything is left to come to its end.
 * @param options.stepMs how slow the hardware is: the jobs must last as long as the kills
 */
export async function killWorkers(
  world: TestWorld,
  options: { jobs: number; kills: number; stepMs: number },
): Promise<KillsReport> {
  const { jobs, kills } = options
  const hardware = await simulatedHardware(world.url, options.stepMs)
  const orders: AllocatedOrder[] = []
  for (let left = jobs; left > 0; left -= JOBS_AN_ORDER)
    orders.push(await allocatedOrder(world.db, Math.min(left, JOBS_AN_ORDER), { hardware }))
  const limited = new Set(orders.filter((_, index) => index % 2 === 0))
  for (const order of orders) await provision(world, order, limited.has(order))
  const start = () => startWorker(world.url, { leaseMs: LEASE_MS, concurrency: 3 })
  const workers: WorkerProcess[] = Array.from({ length: WORKERS }, start)
  const killed: string[][] = []
  try {
    while (killed.length < kills && (await countOpen(world)) > 0) {
      const index = await holderAmong(world, workers)
      await sleep(Math.random() * 500)
      const victim = workers[index]
      if (victim === undefined) continue
      await victim.kill()
      killed.push(await heldBy(world, victim))
      workers[index] = start()
    }
    await until('every job has ended', async () => (await countOpen(world)) === 0, 60_000 + jobs * 3_000)
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()))
    await hardware.close()
  }
  return { ...(await report(world, hardware, orders, killed)), ...(await crowding(world, [...limited])) }
}

async function provision(world: TestWorld, order: AllocatedOrder, limited: boolean): Promise<void> {
  if (limited)
    await world.db.datacenter.updateMany({
      where: { orders: { some: { id: order.id } } },
      data: { maxProvisioningPerRack: AT_ONCE },
    })
  await provisionOrder(world.ctx, { ...order, ...(limited ? { waves: { canary: 1 } } : {}) })
}

/** From when each job began and ended; all of an order stand in one rack. */
async function crowding(world: TestWorld, orders: readonly AllocatedOrder[]) {
  let [mostAtOnce, besideTheFirst] = [0, 0]
  for (const { id } of orders) {
    const jobs = await world.db.provisionJob.findMany({ where: { orderId: id }, orderBy: { startedAt: 'asc' } })
    const spans = jobs.map(
      ({ startedAt, finishedAt }) => [startedAt?.getTime() ?? 0, finishedAt?.getTime() ?? 0] as const,
    )
    for (const [at] of spans)
      mostAtOnce = Math.max(mostAtOnce, spans.filter(([from, to]) => from <= at && at < to).length)
    const firstEnd = spans[0]?.[1] ?? 0
    besideTheFirst += spans.slice(1).filter(([from]) => from < firstEnd).length
  }
  return { mostAtOnce, besideTheFirst }
}

/** One that holds a job, each in turn where several do; -1 when all jobs have ended. */
async function holderAmong(world: TestWorld, workers: readonly WorkerProcess[]): Promise<number> {
  return until(
    'a living worker holds a job',
    async () => {
      if ((await countOpen(world)) === 0) return -1
      const held = await Promise.all(workers.map((worker) => heldBy(world, worker)))
      const holders = held.flatMap((jobs, index) => (jobs.length > 0 ? [index] : []))
      return holders[Math.floor(Math.random() * holders.length)] ?? false
    },
    60_000,
  )
}

/** The jobs in whose lease this process stands. */
async function heldBy(world: TestWorld, { pid }: WorkerProcess): Promise<string[]> {
  const held = await world.db.provisionJob.findMany({
    where: { status: 'RUNNING', leaseOwner: { contains: `-${pid}-` } },
    select: { id: true },
  })
  return held.map(({ id }) => id)
}

async function countOpen(world: TestWorld): Promise<number> {
  return world.db.provisionJob.count({ where: { status: { in: ['PENDING', 'RUNNING'] } } })
}

async function report(
  world: TestWorld,
  hardware: SimulatedHardware,
  orders: AllocatedOrder[],
  killed: string[][],
): Promise<Omit<KillsReport, 'mostAtOnce' | 'besideTheFirst'>> {
  const orderIds = orders.map(({ id }) => id)
  const jobs = await world.db.provisionJob.findMany({ where: { orderId: { in: orderIds } }, include: { steps: true } })
  const ended = await world.db.order.findMany({ where: { id: { in: orderIds } }, select: { status: true } })
  const barcodes = orders.flatMap((order) => order.barcodes)
  const effects = await hardware.effects(barcodes)
  const keys = effects.map(({ barcode, what }) => `${barcode} ${what}`)
  return {
    kills: killed.length,
    hits: killed.filter((held) => held.length > 0).length,
    jobs: tally(jobs.map(({ status }) => status)),
    orders: tally(ended.map(({ status }) => status)),
    repeated: keys.filter((key, index) => keys.indexOf(key) !== index),
    spokenToByTwo: await hardware.spokenToByTwo(barcodes),
    unfinishedSteps: jobs.flatMap(({ steps }) => steps).filter(({ status }) => status !== 'SUCCESS').length,
    effectsAServer: barcodes.map((code) => effects.filter(({ barcode }) => barcode === code).length),
  }
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
