import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countStatements } from '../../testing/count-statements'
import { aDatacenter } from '../../testing/factories/inventory'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { beatWorker } from './beat-worker'
import { claimJob } from './claim-job'
import { finishStep } from './finish-step'
import { getJobsOverview } from './get-jobs-overview'
import { jobSelect } from './job-view'
import { listJobs } from './list-jobs'
import { listWorkers } from './list-workers'
import { provisionOrder } from './provision-order'
import { readJobs } from './read-jobs'
import { recordWaiting } from './record-waiting'
import { startStep } from './start-step'

let lab: ProvisioningLab
let order: AllocatedOrder
let other: AllocatedOrder
/** Of the first order: one runs at step 2, one at step 1 and waits, one waits for its turn. */
let running: string[]

beforeAll(async () => {
  lab = await provisioningLab()
  order = await allocatedOrder(lab.world.db, 3)
  other = await allocatedOrder(lab.world.db, 1)
  await provisionOrder(lab.world.ctx, order)
  await provisionOrder(lab.world.ctx, other)
  const jobs = await lab.world.db.provisionJob.findMany({ where: { orderId: order.id }, orderBy: { serverId: 'asc' } })
  running = []
  for (const { id } of jobs.slice(0, 2)) {
    const claimed = await claimJob(lab.world.ctx, { jobId: id, owner: 'worker-1', leaseMs: 60_000 })
    if (claimed === null) throw new Error('The job is not to be had')
    const { lease } = claimed
    await startStep(lab.world.ctx, { lease, kind: 'provision', position: 1 })
    await recordWaiting(lab.world.ctx, { lease, waitingFor: `The BMC at http://10.0.0.${running.length}: no answer` })
    if (running.length === 0) {
      await finishStep(lab.world.ctx, { lease, kind: 'provision', position: 1 })
      await recordWaiting(lab.world.ctx, { lease, waitingFor: 'Flashing BIOS 1 → 2: 40 %' })
    }
    running.push(id)
  }
  await beatWorker(lab.world.ctx, { id: 'worker-1', name: 'worker-1' })
  await beatWorker(lab.world.ctx, { id: 'worker-2', name: 'worker-2' })
})
afterAll(() => lab.close())

const datacenterOf = async ({ serverIds }: AllocatedOrder) =>
  lab.world.db.datacenter.findFirstOrThrow({ where: { servers: { some: { id: serverIds[0] ?? 0 } } } })
/** The same world as somebody sees it who may read one datacenter only. */
const seenFrom = (datacenterId: number) => ({
  ...lab.world.ctx,
  actor: { ...lab.world.ctx.actor, grants: [{ role: 'VIEWER' as const, datacenterId }] },
})

describe('what runs now', () => {
  it('counts jobs at the step that each stands at, and groups what they wait for', async () => {
    const { code } = await datacenterOf(order)
    const view = await getJobsOverview(lab.world.ctx, { datacenter: [code.toLowerCase()] })
    expect(view.steps).toEqual([
      { kind: 'provision', position: 1, running: 1, waiting: 0, pending: 1 },
      { kind: 'provision', position: 2, running: 1, waiting: 0, pending: 0 },
    ])
    expect(view.waits.map(({ reason, count, longest }) => [reason, count, longest.id])).toEqual([
      ['Flashing BIOS 1 → 2', 1, running[0]],
      ['The BMC: no answer', 1, running[1]],
    ])
  })

  it('the list is narrowed to a step by what each job stands at, and not by what it has behind it', async () => {
    const at = async (step: number) =>
      (await listJobs(lab.world.ctx, { limit: 50, order: [order.number], step })).items.map(({ id }) => id)
    expect(await at(2)).toEqual([running[0]])
    expect(await at(1)).toHaveLength(2)
    expect(await at(1)).not.toContain(running[0])
    expect(await at(3)).toEqual([])
  })

  it('such a list goes on page by page, and keeps to the other filters and to what the actor may read', async () => {
    const { ctx } = lab.world
    const { items: all } = await listJobs(ctx, { limit: 50, step: 1 })
    const paged: string[] = []
    for (let cursor: string | undefined; paged.length < all.length; ) {
      const page = await listJobs(ctx, { limit: 1, step: 1, cursor })
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all.map(({ id }) => id))
    const [first] = all
    if (first === undefined) throw new Error('No job stands at step 1')
    const own = { server: [first.server], order: [first.order], kind: [first.kind], status: [first.status] }
    const found = async (more: object, within = ctx) =>
      (await listJobs(within, { limit: 50, step: 1, ...own, ...more })).items.map(({ id }) => id)
    const { datacenter } = await lab.world.db.server.findUniqueOrThrow({
      where: { barcode: first.server },
      select: { datacenter: true },
    })
    expect(await found({ datacenter: [datacenter.code] }, seenFrom(datacenter.id))).toEqual([first.id])
    expect(await found({ datacenter: ['nowhere'] })).toEqual([])
    expect(await found({ kind: ['wipe'] })).toEqual([])
    const elsewhere = await aDatacenter(lab.world.db)
    expect(await found({}, seenFrom(elsewhere.id))).toEqual([])
  })

  it('one statement brings what the select of a job names, in the order asked for', async () => {
    const rows = await lab.world.db.provisionJob.findMany({ select: jobSelect, orderBy: { id: 'desc' } })
    const read = await readJobs(
      lab.world.ctx,
      rows.map(({ id }) => id),
    )
    expect(read).toEqual(rows)
  })

  it('names each worker with its beat and what it has in hand', async () => {
    const { items } = await listWorkers(lab.world.ctx)
    expect(items.map(({ name, inHand, jobs }) => [name, inHand, jobs.map(({ id }) => id).sort()])).toEqual([
      ['worker-1', 2, [...running].sort()],
      ['worker-2', 0, []],
    ])
  })

  it('whoever may read one datacenter sees nothing of another', async () => {
    const ctx = seenFrom((await datacenterOf(other)).id)
    expect((await getJobsOverview(ctx, {})).steps).toEqual([
      { kind: 'provision', position: 1, running: 0, waiting: 0, pending: 1 },
    ])
    expect((await listWorkers(ctx)).items.map(({ inHand }) => inHand)).toEqual([0, 0])
  })

  it('asks as much however many jobs there are', async () => {
    expect(await countStatements(lab.world, (ctx) => getJobsOverview(ctx, {}))).toHaveLength(1)
    expect(await countStatements(lab.world, (ctx) => listWorkers(ctx))).toHaveLength(1)
  })
})
