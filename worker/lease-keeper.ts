import type { Ctx } from '@/lib/services/access/make-context'
import type { ClaimedJob } from '@/lib/services/provisioning/claim-job'
import { renewLease } from '@/lib/services/provisioning/renew-lease'
import { type Lease, LeaseLost } from '@/lib/services/provisioning/under-lease'
import type { Timing } from './timing'

/** Holds one job's lease: renews it in a timer of its own, and says until when the hardware may be told anything. */
export class LeaseKeeper {
  readonly lease: Lease
  private until: number
  private now: number
  private readAt: number
  private readonly timer: NodeJS.Timeout
  private readonly ended = new AbortController()

  constructor(
    private readonly ctx: Ctx,
    claimed: ClaimedJob,
    private readonly timing: Timing,
    askedAt: number,
  ) {
    this.lease = claimed.lease
    this.until = claimed.until.getTime()
    this.now = claimed.now.getTime()
    this.readAt = askedAt
    this.timer = setInterval(() => void this.renew(), timing.beatMs)
  }

  /** Aborted when the lease is lost. */
  get signal(): AbortSignal {
    return this.ended.signal
  }

  /**
   * Until when a hardware call that starts now may act, by this process's clock: a call's time from now, and never as
   * long as the lease, which counts by the database's. Throws `LeaseLost` when there is no time left.
   */
  deadline(): Date {
    const left = Math.min(this.timing.callMs, this.until - this.timing.retryMs - this.clock().getTime())
    if (this.ended.signal.aborted || left <= 0) throw new LeaseLost(this.lease.jobId)
    return new Date(Date.now() + left)
  }

  /** Now, by the database's clock. */
  clock(): Date {
    return new Date(this.now + (performance.now() - this.readAt))
  }

  get retrySeconds(): number {
    return this.timing.retryMs / 1000
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private async renew(): Promise<void> {
    const askedAt = performance.now()
    try {
      const renewed = await renewLease(this.ctx, { lease: this.lease, leaseMs: this.timing.leaseMs })
      if (renewed === null) return this.lose()
      this.until = renewed.until.getTime()
      this.now = renewed.now.getTime()
      this.readAt = askedAt
    } catch (error) {
      // The next beat may get through before the lease runs out.
      this.ctx.log.warn({ err: error, job: this.lease.jobId }, 'a heartbeat failed')
    }
  }

  private lose(): void {
    this.stop()
    this.ended.abort(new LeaseLost(this.lease.jobId))
  }
}
