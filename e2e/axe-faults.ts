import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The rules that read colours, of those. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong by WCAG 2.2 AA on the page as it stands, in light and then in dark. */
export async function axeFaults(page: Page): Promise<string[]> {
  await turn(page, 'light')
  const light = await ask(page, (axe) => axe.withTags(TAGS))
  // A theme is colours and nothing else: the page as it stands turns dark, and what reads colours looks once more.
  await turn(page, 'dark')
  const dark = await ask(page, (axe) => axe.withRules(COLOUR_RULES))
  return [...light, ...dark.map((fault) => `dark, ${fault}`)]
}

/** Buttons take a theme over in 120 ms, and half way their colours are no theme's: those are waited for. */
async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(() => !document.getAnimations().some((running) => running instanceof CSSTransition))
}

async function ask(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  // No page has frames: without a blank page of its own for each look, which costs more than the look.
  const { violations } = await choose(axe).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** The page as it stands has no fault in either theme, and does not scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}
