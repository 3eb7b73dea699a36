const KEY = 'haas_recent_models'
const KEPT = 4

/** The models that were chosen last on this device, newest first. */
export function recentModels(): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((slug): slug is string => typeof slug === 'string').slice(0, KEPT) : []
  } catch {
    // Storage is off, or holds something else: there are no recent ones.
    return []
  }
}

export function keepRecentModel(slug: string): void {
  const list = [slug, ...recentModels().filter((one) => one !== slug)].slice(0, KEPT)
  try {
    window.localStorage.setItem(KEY, JSON.stringify(list))
  } catch {
    // Storage is off: the next choice starts from the whole list.
  }
}
