import { type APIRequestContext, expect, test } from '@playwright/test'
import type { Page as List } from '@/lib/contracts/paging'
import type { PartWithHistoryView } from '@/lib/contracts/tickets/part'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

/** Single pieces with a serial, in the panel of their part. */
let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

for (const width of [1440, 390]) {
  test(`at ${width} px pieces are received by their serials, one opens to its history, is sent back, received again and scrapped`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const [place] = (await get<List<StockView>>('/stock?limit=1')).items
    const stamp = Date.now().toString(36).toUpperCase()
    const sku = `E2E-PIECE-${stamp}`
    const data = { sku, kind: 'DISK', description: 'A disk' }
    expect((await api.post('/api/v1/spare-parts', { data })).status()).toBe(201)
    const id = `${sku}@${place?.warehouse}`
    expect((await api.patch(`/api/v1/stock/${id}`, { data: { shelf: '1-A' } })).status()).toBe(200)
    const [a, b] = [`${stamp}-A`, `${stamp}-B`]
    const available = async () => (await get<StockView>(`/stock/${id}`)).available

    await signIn(page, 'REPAIR', `/stock?q=${sku}&part=${encodeURIComponent(id)}`)
    const panel = page.getByRole('complementary', { name: `Part ${sku}` })
    await expect(panel).toContainText('None is known by its serial')
    await panel.getByRole('button', { name: 'Receive…' }).click()
    const dialog = page.getByRole('dialog')
    const serials = dialog.getByRole('textbox', { name: 'Serials, one a line' })
    await serials.fill(`${a}\n${a.toLowerCase()}`)
    await expect(dialog).toContainText('is there twice')
    await serials.fill(a)
    // As a hand scanner types: each ends with Enter.
    await serials.press('End')
    await page.keyboard.type(`\n${b}\n`)
    await expect(dialog.getByLabel('How many')).toHaveValue('2')
    await dialog.getByLabel('Reason').fill('Delivery 4711')
    await dialog.getByRole('button', { name: 'Receive', exact: true }).click()
    await expect(dialog).toBeHidden()
    expect(await available()).toBe(2)

    await panel.getByRole('link', { name: new RegExp(a) }).click()
    await expect(page).toHaveURL(new RegExp(`piece=${a}`))
    const history = panel.getByRole('list', { name: `History of ${a}` })
    await expect(history).toContainText(`Received into ${place?.warehouse}`)
    await panel.getByRole('button', { name: 'Send back…' }).click()
    await expect(dialog).toContainText(`It leaves ${place?.warehouse}`)
    await dialog.getByLabel('Reason').fill('RMA 2231')
    await dialog.getByRole('button', { name: 'Send back', exact: true }).click()
    await expect(history).toContainText('Sent back to its maker')
    await expect.poll(available).toBe(1)
    await expect(panel.getByRole('button', { name: 'Send back…' })).toHaveAccessibleDescription(
      'It was sent back to its maker',
    )

    await panel.getByRole('button', { name: 'Into stock here…' }).click()
    await expect(serials).toHaveValue(a)
    await dialog.getByLabel('Reason').fill('Back from its maker')
    await dialog.getByRole('button', { name: 'Receive', exact: true }).click()
    await expect.poll(available).toBe(2)
    await expect(history).toContainText('Back from its maker')

    await panel.getByRole('button', { name: 'Scrap…' }).click()
    await dialog.getByLabel('Reason').fill('Dropped')
    await dialog.getByRole('button', { name: 'Scrap it' }).click()
    await expect(panel.getByRole('link', { name: new RegExp(a) })).toContainText('Scrapped')
    expect(await available()).toBe(1)
    expect(await get<PartWithHistoryView>(`/parts/${a}`)).toMatchObject({ state: 'SCRAPPED', history: { length: 6 } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}
