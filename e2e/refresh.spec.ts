import { expect, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

declare global {
  interface Window {
    /** How often the page stood without a title after it had one. */
    untitled: number
  }
}

/** A note on a server: every page that stands open is refreshed for it. */
async function somethingChanges(): Promise<void> {
  const api = await newApi()
  const { items } = await getView<List<ServerView>>(api, '/servers?limit=1')
  const data = { note: `changed ${Date.now()}` }
  expect((await api.patch(`/api/v1/servers/${items[0]?.barcode}`, { data })).ok()).toBe(true)
  await api.dispose()
}

test('a page keeps its title while it refreshes itself and while another is opened, in whatever order the answer comes', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.untitled = 0
    let titled = false
    new MutationObserver(() => {
      if (document.title !== '') titled = true
      else if (titled) window.untitled++
    }).observe(document, { childList: true, subtree: true, characterData: true })

    // The rows of a page's answer may come in any order: here those that hold a title come last, and late.
    const fetchAtOnce = window.fetch
    window.fetch = async (input, init) => {
      const response = await fetchAtOnce(input, init)
      if (!new URL(response.url).searchParams.has('_rsc')) return response
      const rows = (await response.text()).split(/(?<=\n)/)
      const late = rows.filter((row) => row.includes('"$","title"'))
      const encoder = new TextEncoder()
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(encoder.encode(rows.filter((row) => !late.includes(row)).join('')))
          await new Promise((resolve) => setTimeout(resolve, 500))
          controller.enqueue(encoder.encode(late.join('')))
          controller.close()
        },
      })
      const { status, headers, url } = response
      return Object.defineProperty(new Response(body, { status, headers }), 'url', { value: url })
    }
  })
  const refreshed = page.waitForResponse((response) => response.url().includes('/stock?_rsc='))
  await signIn(page, 'OPERATOR', '/stock')
  await expect(page).toHaveTitle('Stock · Mini-HaaS')
  await somethingChanges()
  await refreshed
  // The late rows of that refresh.
  await page.waitForTimeout(700)
  await expect(page).toHaveTitle('Stock · Mini-HaaS')

  await page.getByRole('link', { name: 'Servers', exact: true }).click()
  await expect(page).toHaveTitle('Servers · Mini-HaaS')
  await page.getByRole('link', { name: 'SRV-000001' }).first().click()
  await expect(page).toHaveTitle('SRV-000001 · Servers · Mini-HaaS')
  expect(await page.evaluate(() => window.untitled)).toBe(0)
})

test('a page that has just come is refreshed only when it has settled: what is typed into it meanwhile stays', async ({
  page,
}) => {
  await signIn(page, 'TECH', '/racks')
  const caughtUp = page.waitForResponse((response) => response.url().includes('/scan?_rsc='))
  // It changes while the page is on its way.
  await page.goto('/scan', { waitUntil: 'commit' })
  await somethingChanges()
  const box = page.getByLabel('Scan or type any code').filter({ visible: true })
  await expect(box).toBeFocused()
  await page.keyboard.type('SRV-0000')
  await caughtUp
  await expect(box).toHaveValue('SRV-0000')
  await expect(box).toBeFocused()

  // The browser lists a request only when its answer has come to its end, later than its head.
  const waited = await page.waitForFunction(() => {
    const refreshed = performance.getEntriesByType('resource').find(({ name }) => name.includes('/scan?_rsc='))
    const [navigation] = performance.getEntriesByType('navigation')
    if (!(navigation instanceof PerformanceNavigationTiming)) throw new Error('Not measured')
    return refreshed === undefined ? null : refreshed.startTime - navigation.loadEventEnd
  })
  expect(await waited.jsonValue()).toBeGreaterThan(500)
})

test('what is typed into the wizard while others change things stays, and the page is never loaded anew', async ({
  page,
}) => {
  const api = await newApi()
  const { items } = await getView<List<ServerView>>(api, '/servers?limit=1')
  await signIn(page, 'PLANNER', '/orders/new?step=what&customer=Nordlys%20Media&datacenter=AMS2')
  const cores = page.getByLabel('Cores')
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  await page.waitForTimeout(1_000)
  let loads = 0
  page.on('load', () => loads++)
  // Answers to refreshes come so late that they cross what is typed.
  await page.route(/[?&]_rsc=/, async (route) => {
    const response = await route.fetch()
    await new Promise((resolve) => setTimeout(resolve, 30))
    await route.fulfill({ response })
  })
  let typing = true
  const others = (async () => {
    for (let n = 0; typing; n++) {
      await api.patch(`/api/v1/servers/${items[0]?.barcode}`, { data: { note: `look ${n}` } })
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
  })()
  await cores.focus()
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(String(100 + n), { delay: 25 })
  }
  typing = false
  await others
  await expect(cores).toHaveValue('129')
  await expect(cores).toBeFocused()
  await expect(page).toHaveURL(/cores=129/)
  expect(loads).toBe(0)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await api.dispose()
})
