import { expect, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page as List } from '@/lib/contracts/paging'
import { findBrowser } from '@/lib/testing/browser'
import { getView, newApi } from './api'
import { labelVideo } from './label-video'
import { signIn } from './sign-in'

const LABELS = [
  { format: 'Code128', text: (code: string) => code },
  { format: 'QRCode', text: (code: string) => `https://haas.example/s/${code}` },
  { format: 'DataMatrix', text: (code: string) => code },
  { format: 'Code39', text: (code: string) => code },
] as const

for (const [i, { format, text }] of LABELS.entries()) {
  test(`a label in ${format} in front of the camera moves its server`, async ({ playwright, baseURL }) => {
    const api = await newApi()
    const run = Date.now().toString(36).toUpperCase()
    const [code, rack] = [`CAM${i}-${run}`, `CAM-R${i}-${run}`]
    const { items } = await getView<List<WarehouseView>>(api, '/warehouses?limit=1')
    const [warehouse] = items
    if (warehouse === undefined) throw new Error('The demo world has no warehouse')
    await api.post('/api/v1/racks', { data: { code: rack, datacenter: warehouse.datacenter, heightU: 42 } })
    const stored = { barcode: code, location: { warehouse: warehouse.code } }
    expect((await api.post('/api/v1/inventory/scans', { data: stored })).status()).toBe(201)

    const { executablePath, args, env } = await findBrowser()
    const video = await labelVideo(text(code), format)
    const fake = [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
    ]
    const browser = await playwright.chromium.launch({
      ...{ executablePath, args: [...args, ...fake] },
      env: { ...process.env, ...env },
    })
    const context = await browser.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      permissions: ['camera'],
      viewport: { width: 390, height: 844 },
    })
    const page = await context.newPage()
    await signIn(page, 'TECH', `/scan?rack=${rack}&u=7`)
    await page.getByRole('button', { name: 'Camera' }).click()
    await expect(page.getByRole('alert', { name: 'Racked' })).toContainText(code, { timeout: 20_000 })
    expect(await getView<ServerView>(api, `/servers/${code}`)).toMatchObject({ rack, u: 7 })
    // It lies there still, and is no second scan.
    await expect(page.getByRole('button', { name: 'Batch 1' })).toBeVisible()
    await browser.close()
    await api.dispose()
  })
}

test('a camera that is not allowed is said, with the way out, and typing goes on', async ({ page }) => {
  await signIn(page, 'TECH', '/scan')
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await page.getByRole('button', { name: 'Camera' }).click()
  await expect(page.getByText('The camera is not allowed here.')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).first().click()
  await expect(page.getByLabel('Scan or type any code').filter({ visible: true })).toBeFocused()
})
