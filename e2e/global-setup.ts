/** A world of its own for the end-to-end tests: fresh database, seed, web and worker on free ports; all stopped after. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@/lib/testing/database'
import startServer from '@/lib/testing/global-setup'
import { build } from '@/scripts/build-application'
import { freePort, ROOT } from '@/scripts/embedded-postgres'
import { startChild, WORKER_ARGS, waitUntilReady, webArgs } from '@/scripts/processes'

export default async function setup(): Promise<() => Promise<void>> {
  const toStop: (() => Promise<void> | void)[] = []
  const stop = async () => {
    while (toStop.length > 0) await toStop.pop()?.()
  }
  try {
    toStop.push(await startServer())
    const { url } = await createTestDatabase()
    const dataDir = mkdtempSync(join(tmpdir(), 'haas-e2e-'))
    toStop.push(() => rmSync(dataDir, { recursive: true, force: true }))
    const port = await freePort()
    const base = `http://localhost:${port}`
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: url,
      PORT: String(port),
      HAAS_DATA_DIR: dataDir,
      HAAS_SIMULATED_BMCS: 'sim:',
      NEXTAUTH_URL: base,
      NEXTAUTH_SECRET: 'for-the-end-to-end-tests-and-nothing-else',
      HAAS_ADMIN_TOKEN: 'admin-token-of-the-end-to-end-tests-only',
    }
    execFileSync(process.execPath, ['--import', 'tsx', 'prisma/seed/main.ts'], { cwd: ROOT, env, stdio: 'inherit' })
    await build(env)
    const log = (name: string) => join(ROOT, 'test-results', 'logs', `${name}.log`)
    const web = startChild({ name: 'web', args: webArgs(), env, log: log('web'), patienceMs: 5_000 })
    toStop.push(web.stop)
    const worker = startChild({ name: 'worker', args: WORKER_ARGS, env, log: log('worker'), patienceMs: 25_000 })
    toStop.push(worker.stop)
    await waitUntilReady(base, [web, worker])
    // What the tests may use.
    process.env.HAAS_E2E_BASE = base
    process.env.HAAS_E2E_TOKEN = env.HAAS_ADMIN_TOKEN
    process.env.HAAS_E2E_DATABASE = url
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}
