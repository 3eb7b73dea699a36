/** What the crew does in the aisle and at the bench, with the keyboard alone. */
import { expect, test } from '@playwright/test'
import type { PlannedMoveView } from '@/lib/contracts/inventory/planned-move'
import type { Page as List } from '@/lib/contracts/paging'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { button, choose, expectFocusKept, press, pressFor, walkTo } from './keys'
import { get, open, place, rackSites, server, where } from './rack-site'
import { signIn } from './sign-in'

rackSites()

test('tickets by keys: one is opened, walked to on the board, started, put back, given up with a reason', async ({
  page,
}) => {
  const site = await place()
  const barcode = await server({ rack: site.rack, u: 3 })
  const ticketOf = async () => (await get<List<TicketView>>(`/tickets?server=${barcode}`)).items[0]
  await signIn(page, 'REPAIR', '/tickets')
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  const dialog = page.getByRole('dialog')
  await pressFor(page, 'n', dialog)
  await expect(dialog.getByLabel('Server', { exact: true })).toBeFocused()
  await page.keyboard.type(barcode)
  await choose(page, dialog.getByLabel('What to do'), 'Check c', 'CHECK_COOLING')
  await press(page, button(page, 'Open ticket'))
  await expect(dialog).toHaveCount(0)
  const { number = '' } = (await ticketOf()) ?? {}
  const card = page.getByRole('article', { name: new RegExp(`^${number},`) })
  await expect(card).toHaveAttribute('aria-current', 'true')
  await expectFocusKept(page)
  // To the ticket above and back.
  await page.keyboard.press('ArrowUp')
  await expect(card).not.toHaveAttribute('aria-current')
  await page.keyboard.press('ArrowDown')
  await expect(card).toBeFocused()
  await page.keyboard.press('s')
  await expect(page.getByRole('list', { name: 'In progress' })).toContainText(number)
  await expect(card).toBeFocused()
  const moves = page.getByRole('toolbar', { name: 'Moves' })
  await expect(moves.getByRole('button', { name: 'Put back' })).not.toHaveAttribute('aria-disabled')
  await expect(moves.locator('[aria-busy]')).toHaveCount(0)
  await page.keyboard.press('p')
  await expect(page.getByRole('list', { name: 'Open' })).toContainText(number)
  await expect(moves.locator('[aria-busy]')).toHaveCount(0)
  await page.keyboard.press('w')
  await expect(dialog.getByRole('textbox', { name: 'Why' })).toBeFocused()
  await page.keyboard.type('It is quiet now')
  await press(page, dialog.getByRole('button', { name: 'Won’t fix' }))
  await expect(dialog).toHaveCount(0)
  await expect.poll(async () => (await ticketOf())?.status).toBe('WONT_FIX')
  await expectFocusKept(page)
})

test('a rack by keys: a server of the tray is planned, drops its plan, is planned again and said to be there', async ({
  page,
}) => {
  const site = await place()
  const barcode = await server({ warehouse: site.warehouse })
  const plans = async () => (await get<List<PlannedMoveView>>(`/planned-moves?rack=${site.rack}`)).items.length
  const front = await open(page, `/racks/${site.rack}`)
  const tray = page.locator(`[data-tray="${barcode}"]`)
  const plan = async () => {
    await press(page, tray)
    await expect(button(page, 'Place at U1')).toBeFocused()
    await press(page, button(page, 'Plan it'))
    await expect(front.getByRole('link', { name: barcode })).toBeVisible()
    await expectFocusKept(page)
  }
  await plan()
  await press(page, button(page, 'Drop the plan'))
  await expect.poll(plans).toBe(0)
  await expectFocusKept(page)
  await plan()
  await press(page, button(page, 'It is there'))
  await expect.poll(() => where(barcode)).toBe(`${site.rack} U1`)
  await expectFocusKept(page)
  await walkTo(page, front.getByRole('link', { name: barcode }))
})
