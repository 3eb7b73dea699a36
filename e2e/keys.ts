/**
 * A page used with the keyboard alone: no press, no fill and no focus by the test. What is to be used is walked to by Tab, as
 * a person does, and has to show that it has the focus.
 */
import { expect, type Locator, type Page } from '@playwright/test'

/** So many steps are a long walk: beyond, nobody would find it. */
const MOST_STEPS = 90

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name })
export const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name })

interface Walk {
  /** The key of each step. */
  by?: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowUp' | 'ArrowRight'
  most?: number
}

/** Walks to `target`. Fails where it is not reached, and where nobody could see that it has the focus. */
export async function walkTo(page: Page, target: Locator, { by = 'Tab', most = MOST_STEPS }: Walk = {}): Promise<void> {
  await expect(target).toBeVisible()
  for (let steps = 0; ; ) {
    // Looked for by its name once, and anew only where the page has drawn another in its place.
    const element = await target.elementHandle()
    const found = () => element?.evaluate((one) => (one === document.activeElement ? 'here' : one.isConnected))
    let at = await found()
    for (; at === true && steps < most; at = await found(), steps++) await step(page, by)
    if (at === 'here') break
    if (steps >= most) throw new Error(`${by}, ${most} times, does not come to ${target}`)
  }
  // A page that has just come may not have drawn it yet.
  await expect.poll(() => target.evaluate(showsFocus), { message: `${target} shows that it has the focus` }).toBe(true)
}

/** One step. An arrow moves the focus a moment after the key: a second one pressed before that would go one too far. */
async function step(page: Page, by: NonNullable<Walk['by']>): Promise<void> {
  const arrow = by.startsWith('Arrow')
  const before = arrow ? await page.evaluateHandle(() => document.activeElement) : null
  await page.keyboard.press(by)
  if (before === null) return
  await page.evaluate(async (was) => {
    for (let frames = 0; frames < 20 && document.activeElement === was; frames++)
      await new Promise((resolve) => requestAnimationFrame(resolve))
  }, before)
}

/** Walks to it and presses a key there: Enter for what is a button or a link. */
export async function press(page: Page, target: Locator, { key = 'Enter', ...walk }: Walk & { key?: string } = {}) {
  await expect(target).not.toHaveAttribute('aria-disabled')
  await expect(target).not.toHaveAttribute('aria-busy')
  await walkTo(page, target, walk)
  await page.keyboard.press(key)
}

/** Types into the field in which one searches on this page, which `/` leads to once the page listens. */
export async function search(page: Page, words: string): Promise<void> {
  await pressFor(page, '/', page.locator('input:focus'))
  await page.keyboard.type(words)
}

/** Presses a key of the page until `shown` is there, as a person does: a page that has just come may not listen yet. */
export async function pressFor(page: Page, key: string, shown: Locator): Promise<void> {
  await expect(async () => {
    if ((await shown.count()) === 0) await page.keyboard.press(key)
    await expect(shown).toBeVisible({ timeout: 2_000 })
  }).toPass()
}

/** Walks to a field and types over what it holds. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await walkTo(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Walks to a list of choices and types the beginning of one, as the platform's own lists hear it. */
export async function choose(page: Page, target: Locator, words: string, value: string | RegExp): Promise<void> {
  await walkTo(page, target)
  await page.keyboard.type(words)
  await expect(target).toHaveValue(value)
}

/** Opens the menu under a button and takes one of its items. */
export async function chooseFrom(page: Page, button: Locator, item: Locator): Promise<void> {
  await press(page, button)
  await expect(page.getByRole('menu')).toBeVisible()
  await press(page, item, { by: 'ArrowDown' })
  await expect(page.getByRole('menu')).toHaveCount(0)
}

/** The focus is on something, not lost to the page as a whole: whoever goes on does so from where they were. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY'), { message: 'the focus is kept' })
    .not.toBe('BODY')
}

/**
 * Whether something is drawn for the focus: an outline of the element, of what it stands in or beside, or of the layer over
 * it; a border or a line in the accent; the tint of a menu's item.
 */
function showsFocus(element: Element): boolean {
  const lined = (style: CSSStyleDeclaration) =>
    style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
  const near = [element, element.previousElementSibling, element.parentElement]
  for (let around = element.parentElement; around !== null && near.length < 7; around = around.parentElement)
    near.push(around)
  if (near.some((one) => one !== null && lined(getComputedStyle(one)))) return true
  if (['::before', '::after'].some((layer) => lined(getComputedStyle(element, layer)))) return true
  const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()
  const probe = document.createElement('i')
  probe.style.color = accent
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  const own = getComputedStyle(element)
  if (own.borderTopColor === colour && Number.parseFloat(own.borderTopWidth) >= 1) return true
  if (element.hasAttribute('data-highlighted') || element.getAttribute('aria-selected') === 'true') return true
  return [...element.querySelectorAll('rect, path, circle')].some((part) => getComputedStyle(part).stroke === colour)
}
