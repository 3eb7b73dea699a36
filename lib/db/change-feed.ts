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

/**
 * One LISTEN connection, fanned out to any number of subscribers. It opens with the first of them and closes after the
 * last, and reconnects with growing pauses when PostgreSQL restarts.
 */
export class ChangeFeed {
  private readonly subscribers = new Set<Subscriber>()
  private client: Client | null = null
  private opening: Promise<void> | null = null
  private failures = 0
  private missed = false
  private retry: ReturnType<typeof setTimeout> | null = null
  private check: ReturnType<typeof setInterval> | null = null

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

  private leave(subscriber: Subscriber): void {
    if (!this.subscribers.delete(subscriber) || this.subscribers.size > 0) return
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = null
    this.missed = false
    this.drop()
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
    client.on('notification', ({ payload }) => this.tell((subscriber) => subscriber.onMessage(payload ?? '')))
    try {
      await client.connect()
      await client.query(`LISTEN ${CHANGES_CHANNEL}`)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    this.client = client
    this.failures = 0
    if (this.subscribers.size === 0) return this.drop()
    this.check = setInterval(() => this.ping(client), CHECK_MS)
    if (this.missed) this.tell((subscriber) => subscriber.onMissed())
    this.missed = false
  }

  private lost(client: Client, error: Error | null): void {
    if (this.client !== client) return
    this.log.warn({ err: error }, 'the change feed lost its connection')
    this.missed = true
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
