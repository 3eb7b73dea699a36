import { Listeners } from './listeners'
import type { LiveStatus } from './live-stream'

const CONNECTING: LiveStatus = { state: 'connecting', since: null }

/**
 * How the stream is, an external store for `useLiveStatus`. As the value of a context it would make React take all that stands
 * below in one piece, when the stream opens before the page is ready: a long task on a phone.
 */
export class LiveStatusStore {
  private now = CONNECTING
  private readonly listeners = new Listeners()

  readonly subscribe = this.listeners.subscribe

  readonly get = (): LiveStatus => this.now

  readonly set = (status: LiveStatus): void => {
    this.now = status
    this.listeners.tell()
  }
}

/** For what stands below no LiveUpdates, and for the server. */
export const neverLive = new LiveStatusStore()
