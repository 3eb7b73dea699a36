import type { SearchItem } from '@/lib/client/search'

const KEY = 'haas-recent'
const MOST = 8

/** What this browser opened last, the latest first. */
export function recentItems(): SearchItem[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.flatMap((one) => thingAt(String(one)) ?? []) : []
  } catch {
    // No storage, or nothing of ours in it: there is nothing recent.
    return []
  }
}

/** Keeps that the page at `path` was opened, where it is the page of a thing. Only its address is kept. */
export function keepRecent(path: string): void {
  if (thingAt(path) === null) return
  try {
    const before = recentItems().map(({ href }) => href)
    const list = [path, ...before.filter((one) => one !== path)].slice(0, MOST)
    window.localStorage.setItem(KEY, JSON.stringify(list))
  } catch {
    // No storage, as in a private window: what was opened last is not kept.
  }
}

const pages = { servers: 'server', racks: 'rack', orders: 'order', tickets: 'ticket' } as const

/** The thing whose page is at this path; null where the page is of none. */
export function thingAt(path: string): SearchItem | null {
  const [, page, code] = /^\/(servers|racks|orders|tickets)\/([^/?]+)$/.exec(path) ?? []
  if (page === undefined || code === undefined || code === 'new' || !(page in pages)) return null
  return { kind: pages[page as keyof typeof pages], code: decodeURIComponent(code), title: '', href: path }
}
