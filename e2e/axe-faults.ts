import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong by WCAG 2.2 AA on the page as it stands: whole in light, then in dark what depends on colour. */
export async function axeFaults(page: Page, themes: { dark: boolean } = { dark: true }): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await ask(page, (axe) => axe.withTags(TAGS))
  if (!themes.dark) return light
  // A theme is colours and nothing else: the page as it stands turns dark.
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await ask(page, (axe) => axe.withRules(OF_COLOUR))
  return [...light, ...dark.map((fault) => `dark, ${fault}`)]
}

async function ask(page: Page, of: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    // No page has frames: without a blank page of its own for each look, which costs more than the look.
    .setLegacyMode()
  const { violations } = await of(axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
