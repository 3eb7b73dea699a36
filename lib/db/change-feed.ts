import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { databaseUrl } from '../env/env'
import type { Log } from './context'
import { processLog } from './process'

/** The same channel that recordAudit notifies, see services/audit. */
export const CHANGES_CHANNEL = 'haas_changes'

export interface Subscriber {
  /** The payload of one notification, as it was sent. */
  onMessage(payload: string): void
  /** The feed was down and is back: changes may have been missed. */
  onMissed(): void
}

const RETRY_MS = [100, 200, 500, 1_000, 2_000, 5_000] as const
/** A line that died without a word (a firewall, a failed machine) is found out this soon. */
const CHECK_MS = 20_000
const CHECK_PATIENCE_MS = 5_000
/** After the last subscriber it goes on so long: who opens page after page leaves and comes back. */
const LINGER_MS = 60_000
/** So many notifications are kept for who asks what was told since a mark. */
const KEPT = 500
/** Reads that a page began before it took its mark began no longer before. */
const BEFORE_MARK_MS = 3_000

/**
 * One LISTEN connection, fanned out to any number of subscribers. It opens with the first of them and closes a while after the
 * last, and reconnects with growing pauses when PostgreSQL restarts. What it told last it can tell again.
 */
export class ChangeFeed {
  private readonly subscribers = new Set<Subscriber>()
  private client: Client | null = null
  private opening: Promise<void> | null = null
  private failures = 0
  private missed = false
  private retry: ReturnType<typeof setTimeout> | null = null
  private check: ReturnType<typeof setInterval> | null = null
  private lingering: ReturnType<typeof setTimeout> | null = null
  /** A mark of another process says nothing here. */
  private readonly id = randomUUID().slice(0, 8)
  private kept: { at: number; payload: string }[] = []
  /** After this all notifications are in `kept`. */
  private completeSince = Number.POSITIVE_INFINITY

  constructor(
    private readonly url: string,
    private readonly log: Log,
  ) {}

  /** True while notifications arrive. */
  get live(): boolean {
    return this.client !== null
  }

  /** Resolves when every later change will be told; rejects when the database is away. Returns how to leave. */
  async subscribe(subscriber: Subscriber): Promise<() => void> {
    this.subscribers.add(subscriber)
    const leave = () => this.leave(subscriber)
    try {
      await this.open()
    } catch (error) {
      leave()
      throw error
    }
    return leave
  }

  /** A mark of now, for `toldSince`; null while nothing is heard, and then it begins to listen for whoever comes next. */
  mark(): string | null {
    if (this.live) return `${this.id}.${Math.floor(performance.now())}`
    this.open().catch((error: unknown) => this.log.debug({ err: error }, 'the change feed could not open yet'))
    return null
  }

  /** What was told since a mark was taken, and a little before; null where that is not known. */
  toldSince(mark: string): string[] | null {
    const [id, at] = mark.split('.')
    const since = Number(at) - BEFORE_MARK_MS
    if (!this.live || id !== this.id || !(since > this.completeSince)) return null
    return this.kept.filter((one) => one.at >= since).map(({ payload }) => payload)
  }

  /** Ends it at once, if nobody listens. */
  close(): void {
    if (this.subscribers.size > 0) return
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = null
    this.missed = false
    this.drop()
  }

  private leave(subscriber: Subscriber): void {
    if (this.subscribers.delete(subscriber)) this.linger()
  }

  private linger(): void {
    if (this.subscribers.size > 0) return
    if (this.lingering !== null) clearTimeout(this.lingering)
    this.lingering = setTimeout(() => this.close(), LINGER_MS).unref()
  }

  private heard(payload: string): void {
    this.kept.push({ at: performance.now(), payload })
    if (this.kept.length > 2 * KEPT) {
      this.kept = this.kept.slice(-KEPT)
      this.completeSince = this.kept[0]?.at ?? this.completeSince
    }
    this.tell((subscriber) => subscriber.onMessage(payload))
  }

  private async open(): Promise<void> {
    if (this.client !== null) return
    this.opening ??= this.connect().finally(() => {
      this.opening = null
    })
    await this.opening
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.url, keepAlive: true, connectionTimeoutMillis: 5_000 })
    // Before connect: an error without a listener ends the process.
    client.on('error', (error) => this.lost(client, error))
    client.on('end', () => this.lost(client, null))
    client.on('notification', ({ payload }) => this.heard(payload ?? ''))
    try {
      await client.connect()
      await client.query(`LISTEN ${CHANGES_CHANNEL}`)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    this.client = client
    this.failures = 0
    this.kept = []
    this.completeSince = performance.now()
    this.linger()
    this.check = setInterval(() => this.ping(client), CHECK_MS)
    if (this.missed) this.tell((subscriber) => subscriber.onMissed())
    this.missed = false
  }

  private lost(client: Client, error: Error | null): void {
    if (this.client !== client) return
    this.log.warn({ err: error }, 'the change feed lost its connection')
    this.missed = this.subscribers.size > 0
    this.drop()
    this.reconnectLater()
  }

  private reconnectLater(): void {
    if (this.subscribers.size === 0 || this.retry !== null) return
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)]
    this.failures += 1
    this.retry = setTimeout(() => {
      this.retry = null
      this.open().catch((error: unknown) => {
        this.log.debug({ err: error }, 'the change feed could not reconnect yet')
        this.reconnectLater()
      })
    }, wait)
  }

  private drop(): void {
    if (this.check !== null) clearInterval(this.check)
    this.check = null
    if (this.lingering !== null) clearTimeout(this.lingering)
    this.lingering = null
    const client = this.client
    this.client = null
    // On a broken line there is nobody to say goodbye to.
    client?.end().catch(() => undefined)
  }

  private ping(client: Client): void {
    const patience = setTimeout(() => this.lost(client, new Error('no answer to a check')), CHECK_PATIENCE_MS)
    client
      .query('SELECT 1')
      .catch((error: Error) => this.lost(client, error))
      .finally(() => clearTimeout(patience))
  }

  private tell(what: (subscriber: Subscriber) => void): void {
    for (const subscriber of [...this.subscribers]) {
      try {
        what(subscriber)
      } catch (error) {
        this.log.error({ err: error }, 'a subscriber of the change feed failed')
      }
    }
  }
}

const holder = globalThis as typeof globalThis & { haasChangeFeed?: ChangeFeed }

/** The one feed of this process. */
export function processChangeFeed(): ChangeFeed {
  holder.haasChangeFeed ??= new ChangeFeed(databaseUrl(), processLog())
  return holder.haasChangeFeed
}
