import { expect, test } from '@playwright/test'
import { signIn, signInButton } from './sign-in'

test('a planner makes an order, sees the plan, allocates, provisions, watches it become ACTIVE, and releases it', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await signIn(page, 'PLANNER', '/orders')
  await page.getByRole('link', { name: 'New order' }).click()

  await page.getByLabel('Customer').fill('Helvetia Analytics AG')
  await page.getByRole('combobox', { name: 'Datacenter' }).selectOption('FRA1')
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByLabel('Cores').fill('100')
  await page.getByLabel('RAM').fill('512')
  await expect(page.getByText('Fits what is free now')).toBeVisible()
  await page.getByRole('button', { name: 'Continue to the plans' }).click()

  const onward = page.getByRole('button', { name: 'Continue with this plan' })
  await expect(page.getByRole('radio', { name: 'Fewest servers' })).toBeChecked()
  const number = new URL(page.url()).searchParams.get('order') ?? ''
  expect(number).toMatch(/^ORD-\d+$/)
  await onward.click()

  const plan = page.getByRole('table', { name: 'Servers of the plan' })
  await expect(plan.getByRole('row').nth(1)).toBeVisible()
  const planned = await plan.getByRole('row').nth(1).getByRole('link').innerText()

  // The draft and its plan outlive a reload.
  await page.reload()
  await expect(plan.getByRole('link', { name: planned })).toBeVisible()

  // Back keeps what was typed, and the same demand is the same order with the same plan.
  await page.getByRole('link', { name: 'Back to the plans' }).click()
  await page.getByRole('link', { name: 'Back to what' }).click()
  await expect(page.getByLabel('Cores')).toHaveValue('100')
  await page.getByRole('button', { name: 'Continue to the plans' }).click()
  await onward.click()
  await expect(plan.getByRole('link', { name: planned })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('order')).toBe(number)
  await page.getByRole('button', { name: /^Allocate \d+ servers?$/ }).click()

  await expect(page).toHaveURL(new RegExp(`/orders/${number}$`))
  const life = page.getByRole('list', { name: 'Life of the order' })
  const now = life.locator('[aria-current=step]')
  await expect(now).toContainText('Allocated')
  await expect(
    page.getByRole('table', { name: 'Servers of the order' }).getByRole('link', { name: planned }),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Provision…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Provision \d+ servers?$/ })
    .click()
  const jobs = page.getByRole('region', { name: 'Provisioning' })
  await expect(jobs.getByRole('link', { name: planned })).toBeVisible()
  // No reload from here on: what the workers do arrives by itself.
  await expect(now).toContainText('Active', { timeout: 120_000 })
  await expect(jobs.getByText('Success').first()).toBeVisible()
  await expect(jobs.getByText('failed')).toHaveCount(0)

  await page.getByRole('button', { name: 'Release…' }).click()
  const release = page.getByRole('dialog')
  await expect(release.getByRole('region', { name: 'What happens to each server' })).toContainText(planned)
  await release.getByRole('button', { name: /^Release \d+ servers?$/ }).click()
  await expect(now).toContainText(/Releas/)
})

test('an order that cannot be served is told what is short, and what would make it fit', async ({ page }) => {
  await signIn(page, 'PLANNER', '/orders/new?step=what&customer=Nordlys%20Media&datacenter=AMS2&cores=900000')
  // While the page streams in, what it replaces is still there, hidden.
  await expect(page.getByText(/cores short$/).filter({ visible: true })).toBeVisible()
  await page.getByRole('button', { name: 'Continue to the plans' }).click()
  await expect(page.getByRole('heading', { name: /^AMS2 is [\d,]+ cores short\.$/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Smallest changes that make it fit' })).toBeVisible()
  await expect(page.getByText(/^Continue needs a plan\. Cores are short by [\d,]+\.$/)).toBeVisible()

  await page.getByRole('button', { name: 'Discard…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the order' }).click()
  await expect(page).toHaveURL(/\/orders$/)
})

test('a viewer can’t: the button says why, and the API answers 403', async ({ page }) => {
  await signIn(page, 'VIEWER', '/orders?status=ALLOCATED')
  const create = page.getByRole('button', { name: 'New order' })
  await expect(create).toHaveAttribute('aria-disabled', 'true')
  await expect(create).toHaveAccessibleDescription('Needs the role PLANNER, OPERATOR or ADMIN')

  await page.getByRole('table', { name: 'Orders' }).getByRole('row').nth(1).getByRole('link').click()
  const provision = page.getByRole('button', { name: 'Provision…' })
  await expect(provision).toHaveAttribute('aria-disabled', 'true')
  await expect(provision).toHaveAccessibleDescription('Needs the role PLANNER, OPERATOR or ADMIN')
  // A person can press it all the same: nothing may happen.
  await provision.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)

  const number = new URL(page.url()).pathname.split('/').at(-1)
  const answer = await page.request.post(`/api/v1/orders/${number}/provision`, {
    data: {},
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(answer.status()).toBe(403)
  expect(answer.headers()['content-type']).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({
    code: 'forbidden',
    detail: 'Needs the role PLANNER, OPERATOR or ADMIN.',
  })
})

test('a wrong password is refused in the form, and what was typed stays', async ({ page }) => {
  await page.goto('/orders')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Forders$/)
  await page.getByLabel('E-mail').fill('planner@demo.example')
  await page.getByLabel('Password').fill('not the password')
  await (await signInButton(page)).click()
  await expect(page.getByRole('alert').filter({ hasText: 'No one has this e-mail' })).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue('planner@demo.example')
})
