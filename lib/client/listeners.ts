/** Who wants to hear that something has changed, as an external store of React's tells it. */
export class Listeners {
  private readonly all = new Set<() => void>()

  /** Calls back at each change; returns what stops it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.all.add(listener)
    return () => void this.all.delete(listener)
  }

  tell(): void {
    for (const listener of this.all) listener()
  }
}
