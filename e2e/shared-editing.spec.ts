import { type Browser, expect, type Page, test } from '@playwright/test'
import type { RackView } from '@/lib/contracts/inventory/rack'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { signIns } from '@/prisma/seed/sign-ins'
import { getView, newApi } from './api'
import { press, type } from './keys'
import { signIn } from './sign-in'

type Person = 'OPERATOR' | 'ADMIN'
const nameOf = (role: Person) => signIns.find((one) => one.role === role)?.name ?? ''

declare global {
  interface Window {
    /** Gone after a reload. */
    sameLoad?: boolean
  }
}

/** Two people with the same page open, each in a browser of their own. */
async function two(browser: Browser, path: string): Promise<{ ana: Page; ben: Page; end: () => Promise<void> }> {
  const [ana, ben] = await Promise.all([browser.newPage(), browser.newPage()])
  for (const [page, role] of [
    [ana, 'OPERATOR'],
    [ben, 'ADMIN'],
  ] as const) {
    await signIn(page, role, path)
    await expect(page.getByText('Live', { exact: true }).filter({ visible: true }).first()).toBeVisible()
    await page.evaluate(() => {
      window.sameLoad = true
    })
  }
  const end = async () => {
    for (const page of [ana, ben]) expect(await page.evaluate(() => window.sameLoad)).toBe(true)
    await Promise.all([ana.close(), ben.close()])
  }
  return { ana, ben, end }
}

const openEdit = async (page: Page, thing: string) => {
  await page.getByRole('button', { name: 'Edit…' }).filter({ visible: true }).click()
  return page.getByRole('dialog', { name: `Edit ${thing}` })
}

test('two people edit one order at once, one of them with keys alone: both see who is there and what the other changed, and no edit is lost', async ({
  browser,
}) => {
  const api = await newApi()
  const made = await api.post('/api/v1/orders', {
    data: { customer: 'Acme', datacenter: 'FRA1', cpuCores: 8, ramGb: 0, nvmeGb: 0 },
  })
  const { number }: OrderView = await made.json()
  const { ana, ben, end } = await two(browser, `/orders/${number}`)
  await expect(ana.getByTitle(`${nameOf('ADMIN')} is here too`)).toBeVisible()
  await expect(ben.getByTitle(`${nameOf('OPERATOR')} is here too`)).toBeVisible()

  const anas = await openEdit(ana, number)
  await press(ben, ben.getByRole('button', { name: 'Edit…' }).filter({ visible: true }))
  const bens = ben.getByRole('dialog', { name: `Edit ${number}` })
  await type(ben, bens.getByLabel('Customer'), 'Acme of Ben')
  await expect(ana.getByTitle(`${nameOf('ADMIN')} edits the customer`)).toBeAttached()
  await expect(anas.getByText(`${nameOf('ADMIN').split(' ')[0]} edits this`)).toBeVisible()
  // A press beside the form does not lose what is typed in it.
  await ben.mouse.click(4, 4)
  await anas.getByLabel('Started from').selectOption('network')
  await anas.getByRole('button', { name: 'Save' }).click()
  await expect(anas).toHaveCount(0)
  // An untouched field takes what the other wrote, and says so; what is typed stays.
  await expect(bens.getByText(`Changed by ${nameOf('OPERATOR')}`)).toBeVisible()
  await expect(bens.getByLabel('Started from')).toHaveValue('network')
  await expect(bens.getByLabel('Customer')).toHaveValue('Acme of Ben')

  // Both write the same field: the choice is Ben's, and knows of Ana's.
  const again = await openEdit(ana, number)
  await again.getByLabel('Customer').fill('Acme of Ana')
  await again.getByRole('button', { name: 'Save' }).click()
  await expect(again).toHaveCount(0)
  await expect(bens.getByText(`${nameOf('OPERATOR')} changed this to Acme of Ana`)).toBeVisible()
  await expect(bens.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  await press(ben, bens.getByRole('button', { name: 'Keep mine' }))
  await expect(bens.getByLabel('Customer')).toBeFocused()
  await press(ben, bens.getByRole('button', { name: 'Save' }))
  await expect(bens).toHaveCount(0)
  for (const page of [ana, ben])
    await expect(page.getByText('Acme of Ben').filter({ visible: true }).first()).toBeVisible()
  const order = await getView<OrderView>(api, `/orders/${number}`)
  expect([order.customer, order.boot]).toEqual(['Acme of Ben', 'network'])

  // Ended while it is edited, the form says so, and what is typed stays.
  const last = await openEdit(ana, number)
  await last.getByLabel('Customer').fill('Acme AG')
  await api.post(`/api/v1/orders/${number}/cancel`, { data: {} })
  await expect(last.getByText('It can no longer be edited: it is history.')).toBeVisible()
  await expect(last.getByLabel('Customer')).toHaveValue('Acme AG')
  await api.dispose()
  await end()
})

test('two people edit one rack at once: an answer that comes too late is refused by field, and shown', async ({
  browser,
}) => {
  const api = await newApi()
  const { items } = await getView<{ items: RackView[] }>(api, '/racks?limit=1')
  const code = items[0]?.code ?? ''
  const { ana, ben, end } = await two(browser, `/racks/${code}`)
  const [anas, bens] = [await openEdit(ana, code), await openEdit(ben, code)]
  await anas.getByLabel('Note').fill('Ana’s note')
  await anas.getByLabel('Tags').fill('north, hot')
  await bens.getByLabel('Note').fill('Ben’s note')
  await bens.getByLabel('Power budget').fill('9100')
  // Ben hears nothing of it before he saves.
  await ben.context().route('**/elevation*', (route) => route.abort())
  await Promise.all([anas.getByRole('button', { name: 'Save' }).click(), expect(anas).toHaveCount(0)])
  await expect(bens.getByText(/changed this to Ana’s note/)).toBeVisible()
  await bens.getByRole('button', { name: 'Take theirs' }).click()
  await bens.getByRole('button', { name: 'Save' }).click()
  await expect(bens).toHaveCount(0)
  const rack = await getView<RackView>(api, `/racks/${code}`)
  expect([rack.note, rack.tags, rack.maxPowerW]).toEqual(['Ana’s note', ['north', 'hot'], 9100])
  await api.dispose()
  await end()
})

test('two people edit one ticket at once, and who leaves is gone from it', async ({ browser }) => {
  const api = await newApi()
  const made = await api.post('/api/v1/tickets', { data: { server: 'SRV-000003', type: 'CHECK_COOLING' } })
  const answer: { number?: string; ticket?: string } = await made.json()
  const number = answer.number ?? answer.ticket ?? ''
  const { ana, ben, end } = await two(browser, `/tickets/${number}`)
  const [anas, bens] = [await openEdit(ana, number), await openEdit(ben, number)]
  await anas.getByLabel('Who works on it').fill('Kim')
  await bens.getByText('High', { exact: true }).click()
  await bens.getByLabel('A note, if you like').fill('Loud fan')
  await anas.getByRole('button', { name: 'Save' }).click()
  await expect(anas).toHaveCount(0)
  await expect(bens.getByLabel('Who works on it')).toHaveValue('Kim')
  await bens.getByRole('button', { name: 'Save' }).click()
  await expect(bens).toHaveCount(0)
  const ticket = await getView<TicketView>(api, `/tickets/${number}`)
  expect([ticket.assignee, ticket.priority, ticket.notes.at(-1)?.text]).toEqual(['Kim', 'HIGH', 'Loud fan'])
  await expect(ana.getByText('Loud fan').filter({ visible: true }).first()).toBeVisible()

  await expect(ana.getByTitle(`${nameOf('ADMIN')} is here too`)).toBeAttached()
  await ben.getByRole('link', { name: 'Tickets', exact: true }).first().click()
  await expect(ana.getByTitle(`${nameOf('ADMIN')} is here too`)).toHaveCount(0, { timeout: 5_000 })
  await api.dispose()
  await end()
})
