import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { aPng } from '@/lib/testing/factories/photo'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

/** A phone in the aisle. */
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

async function aTicket(): Promise<string> {
  const { items } = await get<List<ServerView>>('/servers?state=RACKED&limit=200')
  for (const { barcode } of items) {
    const made = await api.post('/api/v1/tickets', { data: { server: barcode, type: 'CHECK_COOLING' } })
    if (made.status() === 201) return (await made.json()).number
  }
  throw new Error('Every racked server of the demo world has a ticket')
}

/**
 * What a phone's camera gives: a large JPEG that lies on its side and says so (EXIF orientation 6), and where it was taken.
 * Drawn by the browser, so that it is a real one.
 */
async function aCameraPhoto(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 3200, height: 2400 })
    const pen = canvas.getContext('2d')
    if (pen === null) throw new Error('no canvas')
    for (let y = 0; y < 60; y++)
      for (let x = 0; x < 80; x++) {
        pen.fillStyle = `hsl(${(x * 37 + y * 91) % 360} 60% ${30 + ((x * y) % 40)}%)`
        pen.fillRect(x * 40, y * 40, 40, 40)
      }
    return canvas.toDataURL('image/jpeg', 0.95)
  })
  const jpeg = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  const tiff = Buffer.from('4d4d002a0000000800010112000300000001000600000000000000', 'hex')
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS 50.11 N 8.68 E', 'latin1')])
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2])
  return { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([head, exif, jpeg.subarray(2)]) }
}

const ticketOf = (number: string) => get<TicketView>(`/tickets/${number}`)

test('a photo of a phone is turned upright, made small, freed of where it was taken, and seen large', async ({
  page,
}) => {
  const number = await aTicket()
  await signIn(page, 'REPAIR', `/tickets/${number}`)
  await expect(page.getByText('No photos yet.').filter({ visible: true })).toBeVisible()
  const input = page.locator('input[type=file]')
  await expect(input).toHaveAttribute('capture', 'environment')
  await expect(input).toHaveAttribute('accept', 'image/*')

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add a photo' }).click()
  await (await chooser).setFiles(await aCameraPhoto(page))
  await expect(page.getByRole('button', { name: /^Photo 1, by / })).toBeVisible({ timeout: 20_000 })

  const { photos: kept } = await ticketOf(number)
  expect(kept).toMatchObject([{ width: 1200, height: 1600 }])
  const file = await api.get(`/api/v1/tickets/${number}/photos/${kept[0]?.id}`)
  expect(file.headers()['content-type']).toBe('image/jpeg')
  const body = (await file.body()).toString('latin1')
  expect(body.length).toBeLessThanOrEqual(1_048_576)
  expect(body).not.toContain('GPS')
  expect(body).not.toContain('Exif')

  await page.getByRole('button', { name: /^Photo 1, by / }).click()
  const dialog = page.getByRole('dialog', { name: 'Photo 1 of 1' })
  const large = dialog.getByRole('img')
  await expect(large).toBeVisible()
  expect(await large.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1200)
  await expect(page).toHaveURL(new RegExp(`photo=${kept[0]?.id}`))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a photo that does not arrive says so and is sent again without being there twice; what is no image is refused', async ({
  page,
}) => {
  const number = await aTicket()
  await signIn(page, 'TECH', `/tickets/${number}`)
  await expect(page.getByText('No photos yet.').filter({ visible: true })).toBeVisible()
  // It arrives, and its answer is lost.
  let sent = 0
  await page.route(/\/photos$/, async (route) => {
    sent += 1
    if (sent > 1) return route.continue()
    await route.fetch()
    return route.abort()
  })
  const input = page.locator('input[type=file]')
  await input.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(aPng(60, 40)) })
  const refused = page.getByRole('alert').filter({ hasText: 'Photo not sent.' })
  await expect(refused).toBeVisible()
  await refused.getByRole('button', { name: 'Send again' }).click()
  await expect(refused).toBeHidden()
  await expect(page.getByRole('button', { name: /^Photo 1, by / })).toBeVisible()
  expect(sent).toBe(2)
  expect((await ticketOf(number)).photos).toHaveLength(1)

  await input.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no image') })
  await expect(page.getByRole('alert').filter({ hasText: 'cannot read it as an image' })).toBeVisible()
  await page.getByRole('button', { name: 'Leave it' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Photo not sent.' })).toBeHidden()
})

test('photos that others add appear by themselves; keys go from one to the next; a deleted one is gone after a question', async ({
  page,
}) => {
  const number = await aTicket()
  await signIn(page, 'REPAIR', `/tickets/${number}`)
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  for (const note of ['the label', 'the cable']) {
    const made = await api.post(`/api/v1/tickets/${number}/photos?note=${encodeURIComponent(note)}`, {
      data: Buffer.from(aPng(64, 48)),
      headers: { 'content-type': 'image/png' },
    })
    expect(made.status()).toBe(201)
  }
  const first = page.getByRole('button', { name: 'Photo 1, the label' })
  await expect(first).toBeVisible()
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Photo 1 of 2' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  const second = page.getByRole('dialog', { name: 'Photo 2 of 2' })
  await expect(second).toContainText('the cable')
  await expect(second.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true')
  await second.getByRole('button', { name: 'Delete…' }).click()
  await second.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByRole('dialog', { name: 'Photo 1 of 1' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect((await ticketOf(number)).photos).toMatchObject([{ note: 'the label' }])
})

test('a viewer sees photos and is told why there is no adding one', async ({ page }) => {
  const number = await aTicket()
  await api.post(`/api/v1/tickets/${number}/photos`, {
    data: Buffer.from(aPng()),
    headers: { 'content-type': 'image/png' },
  })
  await signIn(page, 'VIEWER', `/tickets/${number}`)
  await expect(page.getByRole('button', { name: /^Photo 1, by / })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a photo' })).toHaveAccessibleDescription(/Needs the role/)
})
