import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds wrong by WCAG 2.2 AA on the page as it stands, in light and then in dark. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await ask(page)
  // A theme is colours and nothing else: the page as it stands turns dark.
  await page.emulateMedia({ colorScheme: 'dark' })
  return [...light, ...(await ask(page)).map((fault) => `dark, ${fault}`)]
}

async function ask(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(TAGS)
    // No page has frames: without a blank page of its own for each look, which costs more than the look.
    .setLegacyMode()
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
