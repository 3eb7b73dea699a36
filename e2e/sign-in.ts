import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import type { Role } from '@/lib/domain/access/permissions'
import { signIns } from '@/prisma/seed/sign-ins'

/** The cookies of those who signed in through the form in this worker's world. */
const signedIn = new Map<Role, Awaited<ReturnType<BrowserContext['cookies']>>>()

/**
 * Ends on `path` as the demo world's person of this role: through the form for the first time, later with the session
 * that came of it.
 */
export async function signIn(page: Page, role: Exclude<Role, 'INGEST'>, path = '/'): Promise<void> {
  const cookies = signedIn.get(role)
  if (cookies === undefined) {
    await fillIn(page, role, path)
    signedIn.set(role, await page.context().cookies())
  } else {
    await page.context().addCookies(cookies)
    await page.goto(path)
  }
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
}

async function fillIn(page: Page, role: Role, path: string): Promise<void> {
  const person = signIns.find((one) => one.role === role)
  if (person === undefined) throw new Error(`The demo world has nobody with the role ${role}`)
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(process.env.HAAS_DEMO_PASSWORD ?? person.password)
  await (await signInButton(page)).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** The form's button once the page's script runs: before that, it says that it is busy. */
export async function signInButton(page: Page): Promise<Locator> {
  const button = page.getByRole('button', { name: 'Sign in' })
  await expect(button).not.toHaveAttribute('aria-busy')
  return button
}
