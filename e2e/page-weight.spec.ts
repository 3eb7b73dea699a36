import { type BrowserContext, expect, test } from '@playwright/test'
import { signIn } from './sign-in'

/** Above an empty page of the same application, before the camera is opened. */
const MOST_BYTES = 25_000
/** An address that names nothing: the shell and one sentence. */
const EMPTY = '/s/NOTHING-HAS-THIS-CODE'

/** Bytes of script that travel for a first load, what the page fetches when it has settled included. */
async function scriptOf(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  let bytes = 0
  client.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(path)
  await page.waitForTimeout(5_000)
  await page.close()
  return bytes
}

test('scanning asks a phone for at most 25 kB of script above an empty page', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await signIn(page, 'TECH', EMPTY)
  await page.close()
  const [empty, scan] = [await scriptOf(context, EMPTY), await scriptOf(context, '/scan')]
  console.log(`script: empty page ${empty}, /scan ${scan}, above it ${scan - empty} bytes`)
  expect(scan - empty).toBeLessThanOrEqual(MOST_BYTES)
  await context.close()
})
