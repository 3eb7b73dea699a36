import type { Change } from './query-keys'

export interface LiveStatus {
  state: 'connecting' | 'live' | 'reconnecting'
  /** While reconnecting: until when the page's data is known to be true. */
  since: Date | null
}

export interface LiveHandlers {
  onStatus: (status: LiveStatus) => void
  onChange: (change: Change) => void
  /** Changes may have been missed: between the server's paint and the first opening, or while the stream was down. */
  onMissed: () => void
}

/** The server beats every 15 s; three missed beats mean a dead line that the browser has not noticed. */
const SILENCE_MS = 45_000
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000] as const

function parseChange(data: unknown): Change | null {
  if (typeof data !== 'string') return null
  try {
    const value: unknown = JSON.parse(data)
    if (typeof value !== 'object' || value === null || !('entity' in value) || !('key' in value)) return null
    const datacenter = 'datacenter' in value && typeof value.datacenter === 'string' ? value.datacenter : null
    return { entity: String(value.entity), key: String(value.key), datacenter }
  } catch {
    // Not one of ours; the stream itself is fine.
    return null
  }
}

/**
 * One EventSource that is opened again by us: the browser gives up for good when the server answers with an error
 * (a restart, a proxy's 502), and does not notice a line that died while a laptop slept.
 */
export class LiveStream {
  private source: EventSource | null = null
  private lastHeard: Date | null = null
  private beats = false
  private failures = 0
  private lost = false
  private opened = false
  private retry: ReturnType<typeof setTimeout> | null = null
  private watch: ReturnType<typeof setInterval> | null = null

  constructor(
    private readonly url: string,
    private readonly handlers: LiveHandlers,
    /** Came with the page: the first stream tells itself what has changed since then, or that it cannot. */
    private readonly mark: string | undefined,
  ) {}

  open(): void {
    this.connect()
    this.watch = setInterval(() => this.checkSilence(), 5_000)
    window.addEventListener('online', this.reconnectNow)
  }

  close(): void {
    this.source?.close()
    this.source = null
    if (this.retry !== null) clearTimeout(this.retry)
    if (this.watch !== null) clearInterval(this.watch)
    window.removeEventListener('online', this.reconnectNow)
  }

  private connect(): void {
    this.source?.close()
    const catchesUp = this.mark !== undefined && !this.opened && !this.lost
    const source = new EventSource(catchesUp ? `${this.url}?since=${encodeURIComponent(this.mark)}` : this.url)
    this.source = source
    source.onopen = () => this.onOpen(catchesUp)
    source.onmessage = (event) => this.onMessage(event.data)
    source.addEventListener('change', (event) => this.onMessage(event.data))
    source.addEventListener('beat', () => {
      this.beats = true
      this.lastHeard = new Date()
    })
    // The line to us is fine, but the server could not hear the database for a while.
    source.addEventListener('missed', () => this.handlers.onMissed())
    source.onerror = () => this.onError()
  }

  private onOpen(catchesUp: boolean): void {
    this.lastHeard = new Date()
    this.failures = 0
    this.handlers.onStatus({ state: 'live', since: null })
    if (!catchesUp) this.handlers.onMissed()
    this.lost = false
    this.opened = true
  }

  private onMessage(data: unknown): void {
    this.lastHeard = new Date()
    const change = parseChange(data)
    if (change !== null) this.handlers.onChange(change)
  }

  private onError(): void {
    this.source?.close()
    this.source = null
    if (!this.lost) {
      this.lost = true
      this.handlers.onStatus({ state: 'reconnecting', since: this.lastHeard ?? new Date() })
    }
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 20_000
    this.failures += 1
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = setTimeout(() => this.connect(), wait)
  }

  private checkSilence(): void {
    if (!this.beats || this.source === null || this.lastHeard === null) return
    if (Date.now() - this.lastHeard.getTime() > SILENCE_MS) this.onError()
  }

  private readonly reconnectNow = (): void => {
    if (!this.lost) return
    if (this.retry !== null) clearTimeout(this.retry)
    this.connect()
  }
}
