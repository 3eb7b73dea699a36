import { apiGet } from '@/lib/client/api-fetch'
import type { KnownCode, ScanStore } from '@/lib/client/scan-queue/scan-store'
import type { Page } from '@/lib/contracts/paging'
import { foldCode } from '@/lib/domain/code'

const PAGES = 10
/** After the page has settled: nothing that one waits for stands behind this. */
const AFTER_MS = 2_500

let begun = false

/**
 * Makes the page one that opens without network: its script, style and fonts are kept by the service worker, and the codes
 * of racks and warehouses by the device, so that a place can be set. Once a tab; a browser that has no service worker goes on
 * as before.
 */
export async function keepPage(store: ScanStore): Promise<void> {
  if (begun) return
  begun = true
  await new Promise((done) => setTimeout(done, AFTER_MS))
  await Promise.allSettled([keepShell(), keepPlaces(store)])
}

async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/scan-worker.js', { scope: '/', updateViaCache: 'none' })
  const { active } = await navigator.serviceWorker.ready
  const own = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(
      ({ origin, pathname }) => origin === window.location.origin && /^\/(_next\/static|fonts|icons)\//.test(pathname),
    )
    .map(({ pathname }) => pathname)
  active?.postMessage({ keep: [...new Set(own)] })
}

async function keepPlaces(store: ScanStore): Promise<void> {
  for (const kind of ['warehouse', 'rack'] as const) {
    let cursor: string | undefined
    for (let page = 0; page < PAGES; page++) {
      const list = await apiGet<Page<{ code: string }>>(`/${kind}s`, { limit: 200, cursor })
      await store.know(list.items.map(({ code }): KnownCode => ({ id: foldCode(code), code, kind })))
      if (list.nextCursor === null || list.nextCursor === undefined) break
      cursor = list.nextCursor
    }
  }
}
