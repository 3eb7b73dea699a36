import { readFileSync } from 'node:fs'
import { type APIRequestContext, expect, test } from '@playwright/test'
import type { ImportView } from '@/lib/contracts/imports/import'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { makeZip } from '@/lib/testing/zip'
import { getView, newApi } from './api'
import { expectAccessible } from './axe-faults'
import { press, walkTo } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const run = Date.now().toString(36).toUpperCase()
const code = (name: string) => `E2E-${run}-${name}`
const table = (name: string, ...rows: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(['Barcode;Site;Rack;Position;Serial No.', ...rows].join('\r\n')),
})

test('a table is checked, its bad rows are told by column and come back as a table, and only the good rows are imported', async ({
  page,
}) => {
  await signIn(page, 'ADMIN', '/import')
  const rows = [`${code('A')};FRA1;;;S-1`, `${code('B')};NOWHERE;;;`, `${code('A')};FRA1;;;`, `${code('C')};FRA1;;;S-3`]
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  await page.getByLabel('Choose a file').setInputFiles(table('delivery.csv', ...rows))
  await expect(page.getByText(/delivery\.csv, \d+ kB/)).toBeVisible()
  await page.getByRole('button', { name: 'Check it' }).click()
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/)
  await expect(page.getByText('2 rows are bad. Nothing is changed yet.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Bad rows' })).toContainText('There is no datacenter NOWHERE')
  await expect(page.getByRole('table', { name: 'Bad rows' })).toContainText(`${code('A')} stands in row 1 already`)
  await expect(page.getByText('Site → datacenter')).toBeVisible()
  expect((await api.get(`/api/v1/servers/${code('A')}`)).status()).toBe(404)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download them with their reasons' }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines[0]).toBe('Barcode,Site,Rack,Position,Serial No.,reason')
  expect(lines).toHaveLength(3)

  // The report is where its address is, after a reload too.
  await page.reload()
  await expect(page.getByRole('button', { name: 'Import all' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Only the good rows' }).click()
  await expect(page.getByText('2 servers added, 0 changed; 2 rows are bad and left out.')).toBeVisible()
  expect(await getView<ServerView>(api, `/servers/${code('C')}`)).toMatchObject({ state: 'NEW', serial: 'S-3' })

  await page.getByRole('link', { name: 'Import more' }).click()
  await expect(page.getByRole('table', { name: 'Imports' })).toContainText('delivery.csv')
})

test('with the keyboard alone: device types are pasted, checked and imported', async ({ page }) => {
  await signIn(page, 'ADMIN', '/import?kind=device-types')
  await walkTo(page, page.getByRole('textbox', { name: 'Or paste device types, with --- between them' }))
  await page.keyboard.insertText(`manufacturer: Acme\nmodel: Node ${run}\nu_height: 0\nis_full_depth: false\n`)
  await press(page, page.getByRole('button', { name: 'Check it' }))
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/)
  await expect(page.getByText('Every row can be taken. Nothing is changed yet.')).toBeVisible()
  await press(page, page.getByRole('button', { name: 'Import all' }))
  await expect(page.getByText('1 device type added, 0 changed.')).toBeVisible()
  const slug = `acme-node-${run.toLowerCase()}`
  expect(await getView(api, `/server-models/${slug}`)).toMatchObject({ heightU: 0, depth: 'half' })
})

test('a library of device types is sent as the zip that it is, and its bad file is named by its path', async ({
  page,
}) => {
  await signIn(page, 'ADMIN', '/import?kind=device-types')
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  const buffer = Buffer.from(
    makeZip([
      { name: 'library/device-types/Acme/Zip.yaml', body: `manufacturer: Acme\nmodel: Zip ${run}\n` },
      { name: 'library/device-types/Acme/Bad.yaml', body: `manufacturer: Acme\nmodel: Bad ${run}\nu_height: two\n` },
    ]),
  )
  await page.getByLabel('Choose files').setInputFiles({ name: 'library.zip', mimeType: 'application/zip', buffer })
  await page.getByRole('button', { name: 'Check it' }).click()
  await expect(page.getByText('library/device-types/Acme/Bad.yaml').filter({ visible: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Only the good rows' }).click()
  await expect(page.getByText('1 device type added, 0 changed; one row is bad and left out.')).toBeVisible()
})

test('on a phone: what cannot be read says so, and a long import shows how far it is and can be stopped', async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    hasTouch: true,
  })
  const page = await context.newPage()
  await signIn(page, 'ADMIN', '/import')
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'no.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2') })
  await page.getByRole('button', { name: 'Check it' }).tap()
  await expect(page.getByText('There is no column barcode. The first line has: a, b.')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/import')
  const many = Array.from({ length: 20_000 }, (_, i) => `${code(`P${i}`)};FRA1;;;`)
  await page.getByLabel('Choose a file').setInputFiles(table('many.csv', ...many))
  await page.getByRole('button', { name: 'Check it' }).tap()
  const bar = page.getByRole('progressbar')
  await expect(bar).toHaveAttribute('aria-label', /[1-9][\d,]* of 20,000 rows checked/, { timeout: 30_000 })
  await page.getByRole('button', { name: 'Cancel' }).tap()
  await expect(page.getByText('It was stopped; nothing was changed.')).toBeVisible()
  await expectAccessible(page)
  await context.close()
})

test('who may not record servers is told which role it takes', async ({ page }) => {
  await signIn(page, 'VIEWER', '/import')
  await expect(page.getByText('Import is not open to you')).toBeVisible()
})

for (const width of [1440, 390]) {
  test(`the pages are accessible and fit: ${width} px, in both themes`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    await signIn(page, 'ADMIN', '/import?kind=racks')
    await expectAccessible(page)
    const text = `barcode,datacenter,rack,u\n${code('X')},NOWHERE,,\n${code('Y')},FRA1,,`
    const sent = await api.post('/api/v1/imports?kind=servers&dryRun=true', {
      data: { files: [{ name: 'a.csv', text }] },
    })
    const { id }: ImportView = await sent.json()
    await page.goto(`/import/${id}`)
    await expect(page.getByRole('heading', { name: '1 bad row' })).toBeVisible()
    await expectAccessible(page)
    await context.close()
  })
}
