import { afterAll, afterEach, beforeAll } from 'vitest'
import { runJob } from '@/worker/run-job'
import { editDatacenter } from '../services/inventory/edit-datacenter'
import { claimJob } from '../services/provisioning/claim-job'
import { sweepJobs } from '../services/provisioning/sweep-jobs'
import { type TestWorld, testWorld } from './context'
import type { AllocatedOrder } from './factories/provisioning'
import { type JobRunner, jobRunner } from './job-runner'

/** A database and a worker's loop for a file of tests about how many jobs begin at once, and what they ask for all the time. */
export class WaveLab {
  private made: { world: TestWorld; jobs: JobRunner } | undefined

  /** To be called where a file begins: its tests drain what waits, so that no test leaves anything of its own. */
  static forThisFile(): WaveLab {
    const lab = new WaveLab()
    beforeAll(async () => {
      const world = await testWorld()
      lab.made = { world, jobs: jobRunner(world) }
    })
    afterEach(() =>
      lab.world.db.provisionJob.updateMany({
        where: { status: { in: ['PENDING', 'RUNNING'] } },
        data: { status: 'CANCELLED', heldSince: null, leaseOwner: null, leaseUntil: null },
      }),
    )
    afterAll(async () => {
      await lab.jobs.close()
      await lab.world.close()
    })
    return lab
  }

  get world(): TestWorld {
    return this.now.world
  }

  get jobs(): JobRunner {
    return this.now.jobs
  }

  private get now() {
    if (this.made === undefined) throw new Error('The lab is there while tests run')
    return this.made
  }

  claim(jobId: string) {
    return claimJob(this.world.ctx, { jobId, owner: 'a worker', leaseMs: 60_000 })
  }

  async claimAll(order: AllocatedOrder): Promise<void> {
    for (const { id } of await this.jobsOf(order)) await this.claim(id)
  }

  /** Each job that waits is offered to the worker once. */
  async runAll(order: AllocatedOrder): Promise<void> {
    const waiting = (await this.jobsOf(order)).filter(({ status }) => status === 'PENDING')
    for (const { id } of waiting) await this.run(id)
  }

  run(jobId: string): Promise<void> {
    return runJob(this.jobs.runner, jobId)
  }

  sweep() {
    return sweepJobs(this.world.ctx, { quietMs: 60_000 })
  }

  /** Its jobs' worker is gone. */
  async loseWorker({ id }: AllocatedOrder): Promise<void> {
    await this.world.db.provisionJob.updateMany({
      where: { orderId: id, status: 'RUNNING' },
      data: { leaseUntil: new Date(0) },
    })
  }

  jobsOf({ id }: AllocatedOrder) {
    return this.world.db.provisionJob.findMany({
      where: { orderId: id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    })
  }

  async heldOf(order: AllocatedOrder) {
    return (await this.jobsOf(order)).filter(({ heldSince }) => heldSince !== null)
  }

  async statuses(order: AllocatedOrder): Promise<string[]> {
    return (await this.jobsOf(order)).map(({ status }) => status).sort()
  }

  /** Limits the order's datacenter, and returns its code. */
  async limit(
    { id }: AllocatedOrder,
    limits: { maxProvisioning?: number; maxProvisioningPerRack?: number },
  ): Promise<string> {
    const { datacenter } = await this.world.db.order.findUniqueOrThrow({
      where: { id },
      select: { datacenter: { select: { code: true } } },
    })
    await editDatacenter(this.world.ctx, { code: datacenter.code, ...limits })
    return datacenter.code
  }

  /** The jobs of these servers fail at once. */
  async breakBmcs({ serverIds }: AllocatedOrder): Promise<void> {
    await this.world.db.server.updateMany({
      where: { id: { in: serverIds } },
      data: { bmcAddress: null, bmcDriver: null },
    })
  }

  async mendBmcs({ serverIds }: AllocatedOrder): Promise<void> {
    for (const id of serverIds)
      await this.world.db.server.update({
        where: { id },
        data: { bmcAddress: `sim:mended-${id}`, bmcDriver: 'simulated' },
      })
  }
}
