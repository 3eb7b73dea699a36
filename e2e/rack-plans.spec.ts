/** Places of a rack that are kept for servers: planned one by one, or asked for all of the tray at once. */
import { expect, test } from '@playwright/test'
import type { PlannedMoveView } from '@/lib/contracts/inventory/planned-move'
import type { Page as List } from '@/lib/contracts/paging'
import { expectAccessible } from './axe-faults'
import { button, press, walkTo } from './keys'
import { get, open, place, post, rackSites, type Site, send, server, where } from './rack-site'

rackSites()

test('a place is planned, drawn as a ghost, refused to others unless they say so, and taken by whom it is for', async ({
  page,
}) => {
  const site = await place()
  const [planned, other] = [await server({ warehouse: site.warehouse }), await server({ warehouse: site.warehouse })]
  const front = await open(page, `/racks/${site.rack}`)
  const plans = async () => (await get<List<PlannedMoveView>>(`/planned-moves?rack=${site.rack}`)).items
  await page.locator(`[data-tray="${planned}"]`).click()
  await page.getByRole('button', { name: 'Plan it' }).click()
  await expect(front.getByRole('link', { name: `${planned}` })).toBeVisible()
  expect(await plans()).toMatchObject([{ server: planned, u: 1, from: site.warehouse }])
  expect(await where(planned)).toBe(site.warehouse)

  const refused = await send('/inventory/scans', { barcode: other, location: { rack: site.rack, u: 1 } })
  expect(refused.status()).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'slot-taken', plannedFor: [planned] })

  // By the dialog: it says whose the place is, and takes it only when it is asked to.
  await page.goto(`/servers/${other}`)
  await page.getByRole('button', { name: 'Rack it…' }).filter({ visible: true }).click()
  const dialog = page.getByRole('dialog', { name: `Move ${other}` })
  await dialog.getByLabel('Rack', { exact: true }).last().selectOption(site.rack)
  await dialog.getByLabel('Lowest unit').fill('1')
  await dialog.getByRole('button', { name: 'Place at U1' }).click()
  await expect(dialog).toContainText(`U1 is kept for ${planned}, planned by`)
  await dialog.getByRole('button', { name: 'Place anyway, drop that plan' }).click()
  await expect.poll(() => where(other)).toBe(`${site.rack} U1`)
  await expect.poll(plans).toEqual([])

  expect((await send('/planned-moves', { server: planned, rack: site.rack, u: 2 })).ok()).toBe(true)
  await page.goto(`/racks/${site.rack}`)
  await page.getByRole('button', { name: 'It is there' }).click()
  await expect.poll(() => where(planned)).toBe(`${site.rack} U2`)
  await expect.poll(plans).toEqual([])
})

test('where all of the tray go is asked at once, apart as wished, and their places are kept with one press', async ({
  page,
}) => {
  const site = await place()
  const servers = [await server({ warehouse: site.warehouse }), await server({ warehouse: site.warehouse })]
  await open(page, `/racks/${site.rack}`)
  await page.getByRole('button', { name: 'Where do they go?' }).click()
  await page.getByText('Apart', { exact: true }).click()
  const answers = page.getByRole('list', { name: 'Where they go' })
  await expect(answers).toContainText(`${site.rack} U1`)
  await expect(answers).toContainText(`${site.beside} U1`)
  await page.getByRole('button', { name: 'Plan 2 moves' }).click()
  await expect(page.getByRole('button', { name: 'Plan 0 moves' })).toHaveAttribute('aria-disabled', 'true')
  const { items } = await get<List<PlannedMoveView>>(`/planned-moves?server=${servers[0]}&server=${servers[1]}`)
  expect(items.map(({ rack, u }) => `${rack} U${u}`).sort()).toEqual([`${site.rack} U1`, `${site.beside} U1`])
})

test('with keys alone: where all of the tray go, apart, and kept', async ({ page }) => {
  const site = await place()
  const servers = [await server({ warehouse: site.warehouse }), await server({ warehouse: site.warehouse })]
  await open(page, `/racks/${site.rack}`)
  await press(page, button(page, 'Where do they go?'))
  const [anyhow, apart] = [page.getByRole('radio', { name: 'No matter' }), page.getByRole('radio', { name: 'Apart' })]
  await walkTo(page, anyhow)
  for (const chosen of [page.getByRole('radio', { name: 'Together' }), apart]) {
    await page.keyboard.press('ArrowRight')
    await expect(chosen).toBeChecked()
  }
  await expect(page.getByRole('list', { name: 'Where they go' })).toContainText(`${site.beside} U1`)
  await press(page, button(page, 'Plan 2 moves'))
  await expect(button(page, 'Plan 0 moves')).toHaveAttribute('aria-disabled', 'true')
  const { items } = await get<List<PlannedMoveView>>(`/planned-moves?server=${servers[0]}&server=${servers[1]}`)
  expect(items.map(({ rack, u }) => `${rack} U${u}`).sort()).toEqual([`${site.rack} U1`, `${site.beside} U1`])
})

test('with something in the hand and plans in the rack, the page is accessible in both themes', async ({ browser }) => {
  const site: Site = await place()
  const [coming, going, stored] = [
    await server({ warehouse: site.warehouse }, 2),
    await server({ rack: site.rack, u: 4 }),
    await server({ warehouse: site.warehouse }, 2),
  ]
  await post('/planned-moves', { server: coming, rack: site.rack, u: 10 })
  await post('/planned-moves', { server: going, rack: site.rack, u: 15 })
  for (const width of [1440, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    await open(page, `/racks/${site.rack}`)
    await expectAccessible(page)
    await page.locator(`[data-tray="${stored}"]`).click()
    await expect(page.getByRole('list', { name: `Places for ${stored}` })).toBeVisible()
    await expectAccessible(page)
    await context.close()
  }
})
