/**
 * The production web process: Next behind a server of our own, which tells the application who is calling, answers what
 * Next would answer with a page, and stops in good order. PORT and the rest of the environment are checked first.
 */
import { join } from 'node:path'
import next from 'next'
import { EnvironmentError, env } from '@/lib/env/env'
import { log } from '@/lib/env/log'
import { warmHighs } from '@/lib/services/planning/highs-solver'
import { ROOT } from './embedded-postgres'
import { compressedIn } from './static-files'
import { makeWebServer, stopWebServer } from './web-server'

/** Whoever starts us waits 5 s before it kills. */
const PATIENCE_MS = 4_000

function checkedEnvironment() {
  try {
    return env()
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

const { PORT, AUTH_TRUSTED_HEADERS } = checkedEnvironment()
const app = next({ dev: false, dir: ROOT, hostname: 'localhost', port: PORT })
await app.prepare()
const web = makeWebServer({
  handler: app.getRequestHandler(),
  behindProxy: AUTH_TRUSTED_HEADERS,
  log: log(),
  files: compressedIn(join(ROOT, '.next', 'static')),
})

// A promise that nobody waited for is a mistake worth a line in the log, not worth everybody's requests.
process.on('unhandledRejection', (error) => log().error({ err: error }, 'unhandled rejection'))
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    log().info({ signal }, 'web is stopping')
    await stopWebServer(web, PATIENCE_MS)
    process.exit(0)
  })
}
web.server.once('error', (error) => {
  console.error(`web cannot listen on port ${PORT}: ${error.message}`)
  process.exit(1)
})
web.server.listen(PORT, () => {
  log().info({ port: PORT }, 'web is listening')
  // In its own thread, so that no plan waits for the solver to be compiled.
  warmHighs()
})
