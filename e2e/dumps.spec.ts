import { type APIRequestContext, expect, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

/** What was sent and could not be read. */
let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

test('a dump that could not be read is seen with the reason, its sender and how it begins; tried again it still cannot, and is deleted', async ({
  page,
}) => {
  const [server] = (await getView<List<ServerView>>(api, '/servers?state=IN_SERVICE&limit=1')).items
  const stamp = Date.now()
  const body = `Could not open device at /dev/ipmi0 (${stamp})\n`
  const sent = await api.post(`/api/v1/telemetry/ipmi-sel?barcode=${server?.barcode}`, {
    data: body,
    headers: { 'content-type': 'text/plain' },
  })
  expect(sent.status()).toBe(422)
  const { dump } = await sent.json()

  await signIn(page, 'OPERATOR', '/settings/rules')
  await page.getByRole('link', { name: 'Unread dumps' }).click()
  await page.getByRole('navigation', { name: 'Sent as' }).getByRole('link', { name: 'IPMI event log' }).click()
  await expect(page).toHaveURL(/format=ipmi-sel/)
  await page
    .getByRole('row')
    .filter({ hasText: server?.barcode ?? '' })
    .first()
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(new RegExp(`dump=${dump}`))
  const panel = page.getByRole('complementary', { name: `Dump ${dump}` })
  await expect(panel).toContainText('No line')
  await expect(panel.getByRole('region', { name: 'Text of the dump' })).toContainText(String(stamp))
  await expect(panel.getByRole('link', { name: server?.barcode ?? '' })).toBeVisible()

  await panel.getByRole('button', { name: 'Try again' }).click()
  await expect(panel.getByRole('alert')).toContainText('No line')
  await panel.getByRole('button', { name: 'Delete…' }).click()
  await panel.getByRole('button', { name: 'Delete it' }).click()
  await expect(panel).toBeHidden()
  expect((await api.get(`/api/v1/telemetry-dumps/${dump}`)).status()).toBe(404)
})

test('a viewer reads them on a phone, and is told who may try again or delete', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const sent = await api.post('/api/v1/telemetry/smartctl', {
    data: `{ cut off ${Date.now()}`,
    headers: { 'content-type': 'text/plain' },
  })
  const { dump } = await sent.json()
  await signIn(page, 'VIEWER', `/settings/dumps?dump=${dump}`)
  const panel = page.getByRole('complementary', { name: `Dump ${dump}` })
  await expect(panel).toContainText('cut off')
  await expect(panel.getByRole('button', { name: 'Try again' })).toHaveAccessibleDescription(/Needs the role OPERATOR/)
  await expect(panel.getByRole('button', { name: 'Delete…' })).toHaveAccessibleDescription(/Needs the role OPERATOR/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
