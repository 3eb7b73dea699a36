import { setTimeout as sleep } from 'node:timers/promises'
import type { ComponentVersion, FirmwarePlan } from '@/lib/domain/firmware/firmware-plan'
import { type StepDefinition, stepAt } from '@/lib/domain/provisioning/steps'
import { isPassed } from '@/lib/domain/step-state'
import { type Ctx, toAppError } from '@/lib/services/access/make-context'
import { finishHops } from '@/lib/services/provisioning/finish-hops'
import { planFirmware } from '@/lib/services/provisioning/plan-firmware'
import type { JobWork } from '@/lib/services/provisioning/read-job-work'
import { recordBoot } from '@/lib/services/provisioning/record-boot'
import { recordEffect } from '@/lib/services/provisioning/record-effect'
import { recordFlash } from '@/lib/services/provisioning/record-flash'
import { startHop } from '@/lib/services/provisioning/start-hop'
import { bmcOf } from './bmc-of'
import { type Bmc, type Deadline, type HardwareDriver, HardwareError } from './hardware-driver'
import type { LeaseKeeper } from './lease-keeper'
import type { Timing } from './timing'

type Json = Extract<Parameters<typeof recordEffect>[1], { intent: unknown }>['intent']
type FlashState = { task: string } | { flashed: true } | { restart: 'off' | 'on' }

/** What a step gets: the job as it stands, the hardware, and the few things that a step records before and after it acts. */
export class JobRun {
  constructor(
    readonly ctx: Ctx,
    readonly keeper: LeaseKeeper,
    private readonly findDriver: () => HardwareDriver,
    readonly job: JobWork,
    readonly timing: Timing,
  ) {}

  /** Throws `HardwareError` where nothing drives such hardware. */
  get driver(): HardwareDriver {
    return this.findDriver()
  }

  /** Throws `HardwareError` where its password can't be opened here. */
  get bmc(): Bmc {
    return bmcOf(this.job.server)
  }

  /** The first step that is not passed; undefined when all are. */
  get step(): (JobWork['steps'][number] & { definition: StepDefinition }) | undefined {
    const step = this.job.steps.find(({ status }) => !isPassed(status))
    return step && { ...step, definition: stepAt(this.job.kind, step.position) }
  }

  get isLastStep(): boolean {
    return this.step?.position === this.job.steps.at(-1)?.position
  }

  /** A flash or an erase was asked for, or was about to be, and nobody has seen its end. */
  get inFlight(): boolean {
    const erases = this.step?.definition.key === 'wipe-disks' && this.step.intent !== null
    return erases || this.job.hops.some(({ status }) => status === 'RUNNING')
  }

  /** Of each request the end of a call's time from then on. Throws `LeaseLost` when it is asked and no time is left. */
  get deadline(): Deadline {
    return { getTime: () => this.keeper.deadline().getTime() }
  }

  /** Ends the session with the BMC while the job is ours still; silently where it may not be any more. */
  async leave({ silently = false }: { silently?: boolean } = {}): Promise<void> {
    if (this.job.server.bmcAddress === null) return
    try {
      await this.driver.leave(this.bmc, silently ? null : this.deadline)
    } catch (error) {
      // Where it could never be reached there is nothing to end.
      if (!(error instanceof HardwareError)) throw error
    }
  }

  /** Has what began then been going on for so long? By the database's clock. */
  isPast(since: Date | null | undefined, ms: number): boolean {
    return since !== null && since !== undefined && this.keeper.clock().getTime() - since.getTime() > ms
  }

  async recordIntent(intent: Json): Promise<void> {
    await this.record(() => recordEffect(this.ctx, { ...this.where, intent }))
  }

  async recordTask(task: string): Promise<void> {
    await this.record(() => recordEffect(this.ctx, { ...this.where, task }))
  }

  async recordBoot(attempt: number | null): Promise<void> {
    await this.record(() => recordBoot(this.ctx, { lease: this.keeper.lease, attempt }))
  }

  async planFirmware(versions: readonly ComponentVersion[]): Promise<FirmwarePlan> {
    return this.record(() => planFirmware(this.ctx, { lease: this.keeper.lease, versions }))
  }

  async startHop(position: number, tasks: string[] | null): Promise<void> {
    await this.record(() => startHop(this.ctx, { lease: this.keeper.lease, position, tasks }))
  }

  async recordFlash(positions: readonly number[], what: FlashState): Promise<void> {
    await this.record(() => recordFlash(this.ctx, { lease: this.keeper.lease, positions, ...what }))
  }

  async finishHops(group: number, versions: readonly ComponentVersion[]): Promise<void> {
    await this.record(() => finishHops(this.ctx, { lease: this.keeper.lease, group, versions }))
  }

  /**
   * Writes under the lease. While the database is away it tries again, as long as the lease may still be ours: each of
   * these writes changes nothing when it is repeated.
   */
  async record<T>(write: () => Promise<T>): Promise<T> {
    return keepTrying(this.keeper, write)
  }

  private get where() {
    return { lease: this.keeper.lease, position: this.step?.position ?? 0 }
  }
}

const AWAY_MS = 250

/** Runs it again while the database is not available, until the lease is lost. */
export async function keepTrying<T>(keeper: LeaseKeeper, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (toAppError(error)?.code !== 'unavailable') throw error
      // Throws LeaseLost when no time is left.
      if (keeper.deadline().getTime() > 0) await sleep(AWAY_MS)
    }
  }
}
