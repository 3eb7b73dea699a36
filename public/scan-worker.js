/**
 * Keeps the pages that were seen, and what they are made of, for when the network is away. Scans are not its business: the
 * page keeps those itself. Network first for pages, so that nothing old is shown while there is something new.
 */
const PARTS = 'haas-parts-1'
const PAGES = 'haas-pages-1'
/** About four builds of the application, and the pages of a day. */
const MOST_PARTS = 400
const MOST_PAGES = 30
const PATIENCE_MS = 4000
const SCAN = '/scan'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})
self.addEventListener('message', (event) => {
  const keep = event.data?.keep
  if (Array.isArray(keep)) event.waitUntil(keepAll(keep))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (/^\/(_next\/static|fonts|icons)\//.test(url.pathname)) event.respondWith(part(request))
  else if (request.mode === 'navigate') event.respondWith(page(event, request, url))
})

async function forgetOthers() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== PARTS && name !== PAGES).map((name) => caches.delete(name)))
}

/** The named parts, and the scan page as it is without a place. */
async function keepAll(paths) {
  const parts = await caches.open(PARTS)
  const missing = []
  for (const path of paths) if (!(await parts.match(path))) missing.push(path)
  await Promise.allSettled(missing.map((path) => parts.add(path)))
  const answer = await fetch(SCAN, { credentials: 'same-origin' })
  if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(SCAN, answer)
  await trim(parts, MOST_PARTS)
}

/** What is named after its content never changes. */
async function part(request) {
  const parts = await caches.open(PARTS)
  const kept = await parts.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await parts.put(request, answer.clone())
  return answer
}

async function page(event, request, url) {
  const pages = await caches.open(PAGES)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS * 4) })
    // Signed out: what was seen was seen by somebody who is gone.
    if (url.pathname === '/sign-in' || (answer.redirected && new URL(answer.url).pathname === '/sign-in')) {
      event.waitUntil(caches.delete(PAGES))
    } else if (answer.ok && !answer.redirected) {
      const copy = answer.clone()
      event.waitUntil(pages.put(request, copy).then(() => trim(pages, MOST_PAGES)))
    }
    return answer
  } catch {
    const exact = await pages.match(request, { ignoreVary: true })
    if (exact) return exact
    // The scan page is the same whatever its place.
    const scan = url.pathname === SCAN ? await pages.match(SCAN, { ignoreVary: true }) : undefined
    return scan ?? away()
  }
}

function away() {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>No network</title><body style="font:17px/24px system-ui;margin:15vh auto;max-width:34em;padding:0 16px;color-scheme:light dark">
<h1 style="font-size:22px">No network</h1><p>This page was not seen on this device before, so it can’t be shown now.</p>
<p><a href="/scan">Scan</a> works without network: scans are kept and sent when it is back.</p></body></html>`
  return new Response(body, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** The oldest go first. */
async function trim(cache, most) {
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)))
}
