/** What a page fetches only when it is first reached for, and what it says while the next page is awaited. */
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in'

/** All that is fetched from now on takes so long. */
async function slowDown(page: Page, url: RegExp, ms: number): Promise<void> {
  await page.route(url, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    await route.continue()
  })
}

const SCRIPTS = /\/_next\/static\/chunks\/.*\.js/

test('a menu opens at the first press by key, on its first line, though its code comes only then', async ({ page }) => {
  await signIn(page, 'OPERATOR', '/servers')
  await slowDown(page, SCRIPTS, 300)
  const trigger = page.getByRole('button', { name: 'Columns' })
  const menu = page.getByRole('menu', { name: 'Columns' })
  for (const key of ['Enter', 'ArrowDown', ' ']) {
    await trigger.focus()
    await page.keyboard.press(key)
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(trigger).toBeFocused()
  }
})

test('a menu opens at the first press by mouse, and closes at the next', async ({ page }) => {
  await signIn(page, 'OPERATOR', '/servers')
  await slowDown(page, SCRIPTS, 300)
  const trigger = page.getByRole('button', { name: 'Columns' })
  const menu = page.getByRole('menu', { name: 'Columns' })
  for (let turn = 0; turn < 2; turn++) {
    await trigger.click()
    await expect(menu).toBeVisible()
    await expect(trigger).toHaveAttribute('aria-expanded', 'true')
    await trigger.click()
    await expect(menu).toBeHidden()
    await expect(trigger).toHaveAttribute('aria-expanded', 'false')
  }
})

test('a menu whose code is there already stays open at its first press', async ({ page }) => {
  await signIn(page, 'OPERATOR', '/servers')
  const trigger = page.getByRole('button', { name: 'Columns' })
  const came = page.waitForResponse(SCRIPTS)
  await trigger.hover()
  await came
  await page.waitForTimeout(500)
  await trigger.click()
  await page.waitForTimeout(300)
  await expect(page.getByRole('menu', { name: 'Columns' })).toBeVisible()
})

test('a window opens at the first press, and gives the focus back to what opened it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'OPERATOR', '/')
  await slowDown(page, SCRIPTS, 300)
  const trigger = page.getByRole('button', { name: 'More', exact: true })
  for (const key of ['Enter', ' ']) {
    await trigger.focus()
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(trigger).toBeFocused()
  }
})

test('code that does not come opens nothing and breaks nothing: one is told, and the page loaded anew has it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'OPERATOR', '/servers')
  await page.route(SCRIPTS, (route) => route.abort())
  const more = page.getByRole('button', { name: 'More', exact: true })
  const health = page.getByRole('button', { name: 'Health', exact: true })
  const told = page.getByRole('alert').filter({ hasText: 'That needs the network' })
  await health.click()
  await expect(told).toBeVisible()
  await more.click()
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.unroute(SCRIPTS)
  await told.getByRole('button', { name: 'Load anew' }).click()
  await expect(told).toHaveCount(0)
  await more.click()
  await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible()
})

test('without network a first press is told so, and once it is back the next one opens', async ({ page, context }) => {
  await signIn(page, 'OPERATOR', '/servers')
  await context.setOffline(true)
  const columns = page.getByRole('button', { name: 'Columns' })
  const told = page.getByRole('alert').filter({ hasText: 'That needs the network' })
  await columns.click()
  await expect(told).toBeVisible()
  await context.setOffline(false)
  await expect(told).toHaveCount(0)
  await columns.click()
  await expect(page.getByRole('menu', { name: 'Columns' })).toBeVisible()
})

test('a page that keeps one waiting says so, and the one that is left stays until it comes', async ({ page }) => {
  await signIn(page, 'OPERATOR', '/servers')
  const loading = page.getByRole('banner').getByText('Loading')
  await slowDown(page, /\/racks\?.*_rsc=/, 1_500)
  await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Racks' }).click()
  await expect(loading).toBeAttached()
  await expect(page.getByRole('button', { name: 'Columns' })).toBeVisible()
  await expect(page).toHaveURL(/\/racks/)
  await expect(loading).toHaveCount(0)
  // To where one is already there is no way, and nothing to wait for.
  await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Racks' }).click()
  await page.waitForTimeout(600)
  await expect(loading).toHaveCount(0)
})
