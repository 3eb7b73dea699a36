/** A label lies in front of the camera for many frames: it counts again once it was out of sight for so long. */
const GONE_MS = 2_000

/** Lets each code through once a sight of it. */
export class SameCode {
  private code: string | null = null
  private seenAt = Number.NEGATIVE_INFINITY

  /** Whether this sight is a new one. */
  isNew(code: string, now: number): boolean {
    const again = code === this.code && now - this.seenAt < GONE_MS
    this.code = code
    this.seenAt = now
    return !again
  }
}
