const KEY = 'haas-awaited-changes'

/** The bulk changes that this tab began and has not seen the end of. */
export function awaitedChanges(): string[] {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.map(String) : []
  } catch {
    // No storage, or nothing of ours in it: nothing is waited for.
    return []
  }
}

/** From now on this tab is told when the change ends: also where it just has, and nothing more will be heard of it. */
export function awaitChange(id: string): void {
  keep([...awaitedChanges().filter((one) => one !== id), id])
  for (const look of looking) look(id)
}

const looking = new Set<(id: string) => void>()

/** Has `look` called with each change that is awaited from now on, until what it returns is called. */
export function eachAwaited(look: (id: string) => void): () => void {
  looking.add(look)
  return () => void looking.delete(look)
}

/** True where it was waited for: of two who look at once, one tells of it. */
export function forgetChange(id: string): boolean {
  const before = awaitedChanges()
  if (!before.includes(id)) return false
  keep(before.filter((one) => one !== id))
  return true
}

function keep(ids: readonly string[]): void {
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(ids))
  } catch {
    // No storage, as in a private window: its end is seen on its page alone.
  }
}
