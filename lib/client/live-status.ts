import type { LiveStatus } from './live-stream'

const CONNECTING: LiveStatus = { state: 'connecting', since: null }

/**
 * How the stream is, an external store for `useLiveStatus`. As the value of a context it would make React take all that stands
 * below in one piece, when the stream opens before the page is ready: a long task on a phone.
 */
export class LiveStatusStore {
  private now = CONNECTING
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): LiveStatus => this.now

  readonly set = (status: LiveStatus): void => {
    this.now = status
    for (const listener of this.listeners) listener()
  }
}

/** For what stands below no LiveUpdates, and for the server. */
export const neverLive = new LiveStatusStore()
