import { type APIRequestContext, expect, test } from '@playwright/test'
import type { Page as List } from '@/lib/contracts/paging'
import type { JobLogView, JobView } from '@/lib/contracts/provisioning/job'
import type { WorkersView } from '@/lib/contracts/provisioning/overview'
import { getView, newApi } from './api'
import { press } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

/** Jobs of the demo world that failed, of different orders. */
async function failedJobs(): Promise<JobView[]> {
  const { items } = await getView<List<JobView>>(api, '/provision-jobs?status=FAILED&kind=provision&limit=50')
  return items
}

test('with keys alone an operator opens a failed job from its order, reads its log, and resumes it: it goes on at its step and ends well', async ({
  page,
}) => {
  const [job] = await failedJobs()
  if (job === undefined) throw new Error('The demo world has no job that failed')
  const failed = job.steps.find(({ status }) => status === 'FAILED')
  await signIn(page, 'OPERATOR', `/orders/${job.order}`)

  // Its log at the foot, and its page.
  const row = page.getByRole('region', { name: 'Provisioning' }).getByRole('link', { name: job.server })
  await press(page, row)
  await expect(page).toHaveURL(new RegExp(`[?&]job=${job.id}`))
  const foot = page.getByRole('region', { name: `Log of ${job.server}` })
  await expect(foot).toContainText(failed?.error ?? '')
  await page.keyboard.press('Escape')
  await expect(foot).toBeHidden()
  await expect(page).not.toHaveURL(/[?&]job=/)
  await press(page, row)
  await press(page, foot.getByRole('link', { name: 'Full log' }))

  await expect(page).toHaveURL(new RegExp(`/provisioning/${job.id}$`))
  await expect(page.getByRole('heading', { level: 1, name: job.server })).toBeVisible()
  const steps = page.getByRole('list', { name: 'Steps' })
  const at = steps.locator('[aria-current=step]')
  await expect(at).toContainText(failed?.name ?? '')
  await expect(at).toContainText(failed?.error ?? '')

  await press(page, page.getByRole('button', { name: `Resume at step ${failed?.position}` }))
  // No reload: what its worker does arrives by itself.
  await expect(page.getByText('All steps are done')).toBeVisible({ timeout: 30_000 })
  await expect(steps).toContainText('Tried again at the step that failed by')
  await press(page, page.getByRole('link', { name: /^Full log/ }))
  await expect(page.getByRole('region', { name: 'Log' })).toContainText('All steps are done')

  const log = await getView<JobLogView>(api, `/provision-jobs/${job.id}/log`)
  expect(log.items.map(({ at: moment }) => moment)).toEqual(log.items.map(({ at: moment }) => moment).sort())
  expect((await getView<JobView>(api, `/provision-jobs/${job.id}`)).status).toBe('SUCCESS')
})

test('an order’s jobs stand over the clock, and only those in trouble where that is asked', async ({ page }) => {
  const [job] = await failedJobs()
  await signIn(page, 'PLANNER', `/orders/${job?.order}`)
  await page.getByRole('link', { name: 'Clock' }).click()
  await expect(page).toHaveURL(/[?&]view=clock/)
  await expect(page.getByRole('img', { name: new RegExp(`^${job?.server}: step 1 Success`) })).toBeVisible()
  await page.getByRole('link', { name: /^Only trouble/ }).click()
  await expect(page).toHaveURL(/[?&]only=trouble/)
  await expect(page.locator('[data-job-row]')).toHaveText([job?.server ?? ''])
})

test('what runs is shown by step with its workers, and a step narrows the list', async ({ page }) => {
  const failed = await failedJobs()
  await signIn(page, 'VIEWER', '/provisioning')
  const { items: workers } = await getView<WorkersView>(api, '/provision-workers')
  await expect(page.getByRole('region', { name: 'Workers' })).toContainText(workers[0]?.name ?? 'a worker')
  const strip = page.getByRole('region', { name: 'Running now, by step' })
  await strip.getByRole('link', { name: '3 Firmware', exact: true }).click()
  await expect(page).toHaveURL(/kind=provision&step=3/)
  const rows = page.getByRole('table', { name: 'Jobs' }).locator('[data-row-link]')
  await expect(rows.first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Jobs' })).not.toContainText('all steps done')
  const [first] = failed
  await rows
    .filter({ hasText: first?.server ?? '' })
    .first()
    .click()
  await expect(page).toHaveURL(new RegExp(`/provisioning/${first?.id}`))
})

test('a viewer cannot: the buttons say why, the API answers 403', async ({ page }) => {
  const [job] = await failedJobs()
  const why = 'Needs the role OPERATOR or ADMIN'
  await signIn(page, 'VIEWER', `/provisioning/${job?.id}`)
  const resume = page.getByRole('button', { name: /^Resume at step/ })
  await expect(resume).toHaveAttribute('aria-disabled', 'true')
  await expect(resume).toHaveAccessibleDescription(why)
  await expect(page.getByRole('button', { name: /^Skip/ })).toHaveAccessibleDescription('Needs the role ADMIN')
  const answer = await page.request.post(`/api/v1/provision-jobs/${job?.id}/retry`, { data: {} })
  expect(answer.status()).toBe(403)
  expect((await getView<JobView>(api, `/provision-jobs/${job?.id}`)).status).toBe('FAILED')
})
