import { Listeners } from './listeners'
import type { Change } from './query-keys'

const RECENT_MS = 1_200

/** Which things changed within the last 1.2 s, an external store for `useJustChanged`; and each change as it comes. */
export class ChangeLog {
  private readonly until = new Map<string, number>()
  private readonly listeners = new Listeners()
  private readonly hearers = new Set<(change: Change) => void>()

  readonly subscribe = this.listeners.subscribe

  readonly hear = (hearer: (change: Change) => void): (() => void) => {
    this.hearers.add(hearer)
    return () => this.hearers.delete(hearer)
  }

  add(change: Change): void {
    for (const hearer of this.hearers) hearer(change)
    const key = `${change.entity}:${change.key}`
    this.until.set(key, Date.now() + RECENT_MS)
    this.listeners.tell()
    setTimeout(() => {
      // A newer change to the same thing has set a later end; that one's own timer removes it.
      if ((this.until.get(key) ?? 0) > Date.now()) return
      this.until.delete(key)
      this.listeners.tell()
    }, RECENT_MS + 20)
  }

  isRecent(key: string): boolean {
    return this.until.has(key)
  }
}
