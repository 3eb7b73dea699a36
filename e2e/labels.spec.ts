import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './axe-faults'
import { choose, press } from './keys'
import { signIn } from './sign-in'

async function pdfOf(page: Page): Promise<string> {
  const link = page.getByRole('link', { name: 'Download PDF' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFileSync(await download.path(), 'latin1')
}

test('codes that are pasted become a sheet in real millimetres; an unknown one is named and keeps the PDF back', async ({
  page,
}) => {
  await signIn(page, 'TECH', '/labels')
  await expect(page.getByText('Nothing to print yet').filter({ visible: true })).toBeVisible()
  await page.getByLabel('Codes, one a line').fill('SRV-000001\nFRA1-A01\nNO-SUCH-THING')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByText('1 code is not known.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Download PDF' })).toHaveAttribute('aria-disabled', 'true')

  await page.getByLabel('Codes, one a line').fill('SRV-000001\nFRA1-A01')
  await page.getByLabel('Begin at label').fill('5')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/first=5/)
  await expect(page.getByText('2 labels on 1 sheet').filter({ visible: true })).toBeVisible()
  await expect(page.getByRole('img', { name: /First sheet of A4, 24 of 70 × 37 mm/ })).toBeVisible()
  // The choice stands in the address.
  await page.reload()
  await expect(page.getByLabel('Begin at label').filter({ visible: true })).toHaveValue('5')
  const pdf = await pdfOf(page)
  expect(pdf).toContain('/MediaBox [0 0 595.276 841.89]')
  expect(pdf).toContain('(SRV-000001) Tj')
  expect(pdf).toContain('(FRA1-A01) Tj')
})

test('with the keyboard alone: a rack’s servers on tape', async ({ page }) => {
  await signIn(page, 'TECH', '/labels?contentsOf=FRA1-A01')
  await choose(page, page.getByLabel('Sheet or tape'), 'Tape 24', 'tape-24')
  await press(page, page.getByRole('button', { name: 'Show' }))
  await expect(page).toHaveURL(/layout=tape-24/)
  await expect(page.getByRole('img', { name: /^Label / }).first()).toBeVisible()
})

for (const width of [1440, 390]) {
  test(`the page is accessible and fits: ${width} px, in both themes`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    await signIn(page, 'TECH', '/labels?codes=SRV-000001,SRV-000002,NO-SUCH-THING&first=3')
    await expect(page.getByText('2 labels on 1 sheet').filter({ visible: true })).toBeVisible()
    await expectAccessible(page)
    await context.close()
  })
}
