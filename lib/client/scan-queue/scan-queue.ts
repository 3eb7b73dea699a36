import type { ScanView } from '@/lib/contracts/inventory/server'
import { Listeners } from '../listeners'
import { type Problem, problemOf } from '../problem'
import { failureOf, type NewScan, nextToSend, outlived, type QueuedScan, type Settlement } from './queued-scan'
import type { ScanStore } from './scan-store'

export interface QueueState {
  /** Newest first; null until the store was read. */
  scans: readonly QueuedScan[] | null
  /** Since when nothing reaches the server; null where it does. */
  awaySince: string | null
  /** The session has ended: what is kept waits for the person to sign in. */
  signedOut: boolean
  durable: boolean
}

export interface QueuePorts {
  send: (scan: QueuedScan) => Promise<ScanView>
  now: () => Date
  newKey: () => string
  /** One sender at a time, over all tabs. */
  alone: <T>(work: () => Promise<T>) => Promise<T>
  /** Tells the other tabs. */
  announce: () => void
  later: (work: () => void, ms: number) => () => void
}

const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const

/**
 * The scans of one person on this device, sent one after another in the order in which they were scanned. A scan is kept
 * before it is sent and stays until the server has said what became of it; a refusal stops that one alone.
 */
export class ScanQueue {
  private state: QueueState
  private readonly listeners = new Listeners()
  private flushing: Promise<void> | null = null
  private failures = 0
  /** Those whose answer somebody waits for. */
  private readonly awaited = new Set<number>()
  private cancelRetry: (() => void) | null = null

  constructor(
    private readonly store: ScanStore,
    private readonly by: string,
    private readonly ports: QueuePorts,
  ) {
    this.state = { scans: null, awaySince: null, signedOut: false, durable: store.durable }
  }

  readonly subscribe = this.listeners.subscribe
  readonly snapshot = (): QueueState => this.state

  /** Reads what is kept, puts away what has outlived its use, and sends what waits. */
  async start(): Promise<void> {
    const list = await this.store.list()
    await this.store.remove(outlived(list, this.ports.now().getTime()).map(({ seq }) => seq))
    await this.reload()
    await this.flush()
  }

  async reload(): Promise<void> {
    const list = await this.store.list()
    this.set({ scans: list.filter(({ by }) => by === this.by).sort((a, b) => b.seq - a.seq) })
  }

  /** Keeps a scan and tries to send it, with all before it; comes back with what became of it, perhaps still kept. */
  async add(scan: Omit<NewScan, 'by'>): Promise<QueuedScan> {
    const kept = await this.store.add({
      ...scan,
      by: this.by,
      key: this.ports.newKey(),
      status: 'kept',
      attempts: 0,
    })
    this.awaited.add(kept.seq)
    await this.reload()
    this.ports.announce()
    await this.flush()
    // One that was at its last look when this came did not see it.
    if (this.find(kept.seq)?.status === 'kept' && this.state.awaySince === null) await this.flush()
    this.awaited.delete(kept.seq)
    return this.find(kept.seq) ?? kept
  }

  /** Sends what is kept. Several calls at once are one. */
  flush(): Promise<void> {
    this.flushing ??= this.ports
      .alone(() => this.sendAll())
      .finally(() => {
        this.flushing = null
      })
    return this.flushing
  }

  /** A refusal is dealt with: it is put away. */
  async settle(seq: number, settled: Settlement): Promise<void> {
    const scan = this.find(seq)
    if (scan?.status === 'refused') await this.write({ ...scan, status: 'settled', settled })
  }

  /** Takes one out that was not sent yet; false where it was, or is on its way. */
  drop(seq: number): Promise<boolean> {
    return this.ports.alone(async () => {
      const kept = (await this.store.list()).some((scan) => scan.seq === seq && scan.status === 'kept')
      if (kept) await this.store.remove([seq])
      await this.reload()
      this.ports.announce()
      return kept
    })
  }

  /** A refused one is sent anew as of now, there or elsewhere: one write, so that it is never twice or not at all. */
  async sendAnew(seq: number, location?: QueuedScan['body']['location']): Promise<QueuedScan | null> {
    const scan = this.find(seq)
    if (scan?.status !== 'refused') return null
    const scannedAt = this.ports.now().toISOString()
    const body = { ...scan.body, scannedAt, ...(location === undefined ? {} : { location }) }
    await this.write({ ...scan, body, key: this.ports.newKey(), status: 'kept', attempts: 0, problem: undefined })
    await this.flush()
    return this.find(seq)
  }

  /** Puts the lines away that ask for nothing any more. */
  async clearDone(): Promise<void> {
    const over = (this.state.scans ?? []).filter(({ status }) => status === 'done' || status === 'settled')
    await this.store.remove(over.map(({ seq }) => seq))
    await this.reload()
    this.ports.announce()
  }

  /** The network is known to be away, or back. */
  reached(ok: boolean): void {
    if (ok) {
      this.failures = 0
      if (this.state.awaySince !== null || this.state.signedOut) this.set({ awaySince: null, signedOut: false })
    } else this.set({ awaySince: this.state.awaySince ?? this.ports.now().toISOString() })
  }

  private async sendAll(): Promise<void> {
    this.cancelRetry?.()
    for (;;) {
      // Read afresh: another tab may have sent it meanwhile.
      const next = nextToSend(await this.store.list(), this.by)
      if (next === null) return this.reload()
      if (!(await this.sendOne(next))) return
    }
  }

  /** False where the rest has to wait. */
  private async sendOne(scan: QueuedScan): Promise<boolean> {
    try {
      const server = await this.ports.send(scan)
      this.reached(true)
      await this.write({ ...scan, status: 'done', server, problem: undefined })
      return true
    } catch (error) {
      const problem = problemOf(error)
      const attempts = scan.attempts + 1
      if (failureOf(problem, attempts) === 'refused') {
        this.reached(true)
        await this.write({ ...scan, status: 'refused', problem, attempts, late: !this.awaited.has(scan.seq) })
        return true
      }
      await this.write({ ...scan, attempts })
      this.waitFor(problem)
      return false
    }
  }

  private waitFor(problem: Problem): void {
    if (problem.status === 401) {
      this.set({ signedOut: true })
      return
    }
    if (problem.status === 0) this.reached(false)
    const pause = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 30_000
    this.failures += 1
    this.cancelRetry = this.ports.later(() => void this.flush(), pause)
  }

  private find(seq: number): QueuedScan | null {
    return this.state.scans?.find((scan) => scan.seq === seq) ?? null
  }

  private async write(scan: QueuedScan): Promise<void> {
    await this.store.put(scan)
    await this.reload()
    this.ports.announce()
  }

  private set(part: Partial<QueueState>): void {
    this.state = { ...this.state, ...part }
    this.listeners.tell()
  }
}
