/**
 * Worlds of their own for the end-to-end tests: each of Playwright's workers has a database with the seed, and a web
 * and a worker on it, so that the tests of one do not see what the tests of another do. All are stopped after.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FullConfig } from '@playwright/test'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import startServer from '@/lib/testing/global-setup'
import { build } from '@/scripts/build-application'
import { freePort, ROOT } from '@/scripts/embedded-postgres'
import { type Child, startChild, WORKER_ARGS, waitUntilReady, webArgs } from '@/scripts/processes'
import { nameWorld, type World } from './world'

type Stops = (() => Promise<void> | void)[]

export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const toStop: Stops = []
  const stop = async () => {
    while (toStop.length > 0) await toStop.pop()?.()
  }
  try {
    toStop.push(await startServer())
    const seeded = await createTestDatabase()
    const seedEnv = await worldEnv(seeded.url, toStop)
    execFileSync(process.execPath, ['--import', 'tsx', 'prisma/seed/main.ts'], {
      cwd: ROOT,
      env: seedEnv,
      stdio: 'inherit',
    })
    await build(seedEnv)
    for (let index = 0; index < workers; index++) nameWorld(index, await startWorld(index, seeded, toStop))
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

const logOf = (name: string, index: number) => join(ROOT, 'test-results', 'logs', `${name}-${index}.log`)

async function startWorld(index: number, seeded: TestDatabase, toStop: Stops): Promise<World> {
  const { url } = await createTestDatabase(seeded)
  const env = await worldEnv(url, toStop)
  const start = (name: string, args: string[], patienceMs: number): Child => {
    const child = startChild({ name, args, env, log: logOf(name, index), patienceMs })
    toStop.push(child.stop)
    return child
  }
  const children = [start('web', webArgs(), 5_000), start('worker', WORKER_ARGS, 25_000)]
  await waitUntilReady(env.NEXTAUTH_URL, children)
  return { base: env.NEXTAUTH_URL, token: env.HAAS_ADMIN_TOKEN, webLog: logOf('web', index) }
}

async function worldEnv(url: string, toStop: Stops) {
  const dataDir = mkdtempSync(join(tmpdir(), 'haas-e2e-'))
  toStop.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  return {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: url,
    PORT: String(port),
    HAAS_DATA_DIR: dataDir,
    HAAS_SIMULATED_BMCS: 'sim:',
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: 'for-the-end-to-end-tests-and-nothing-else',
    HAAS_ADMIN_TOKEN: 'admin-token-of-the-end-to-end-tests-only',
  }
}
