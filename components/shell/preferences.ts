import { KEYS_COOKIE, keysCookie } from '@/lib/client/shortcuts'

/** Kept in cookies, so that the server's first paint is already right: no flash of the other theme or width. */
export const THEME_COOKIE = 'haas_theme'
export const NAV_COOKIE = 'haas_nav'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** Reads the cookie's value; anything else is the system's preference. */
export function themeChoice(value: string | undefined): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system'
}

const YEAR_S = 365 * 24 * 3_600

function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox of 2024
  document.cookie = `${name}=${value}; path=/; max-age=${value === '' ? 0 : YEAR_S}; samesite=lax`
}

/** Applies the choice now and keeps it for the next visit. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
  keep(THEME_COOKIE, choice === 'system' ? '' : choice)
}

/** The choice in force, read from the document. */
export function currentTheme(): ThemeChoice {
  return themeChoice(document.documentElement.dataset.theme)
}

export function keepNavFolded(folded: boolean): void {
  keep(NAV_COOKIE, folded ? 'folded' : '')
}

/** Whether a key alone does something; in force at once. */
export function chooseSingleKeys(on: boolean): void {
  keep(KEYS_COOKIE, keysCookie(on))
}
