import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
// 'server-only' is no package: Next resolves it, to nothing on the server.
const serverOnly = path('./node_modules/next/dist/compiled/server-only/empty.js')
const resolve = { alias: { '@': path('.'), 'server-only': serverOnly } }
const exclude = ['node_modules/**', '.next/**', '.data/**', 'e2e/**']
const onDatabase = { globalSetup: 'lib/testing/global-setup.ts', exclude, testTimeout: 180_000, hookTimeout: 120_000 }

// The long trials are other files, so that an ordinary run does not even load them: `npm run trials`.
const trials = {
  name: 'trials',
  include: ['**/*.trial.ts'],
  ...onDatabase,
  testTimeout: 1_800_000,
  fileParallelism: false,
}
// No timed tests: a limit only ends what hangs, on a busy machine too.
const unit = {
  name: 'unit',
  // Pure code: a worker of its own for each file would cost more than most of them do.
  isolate: false,
  testTimeout: 60_000,
  include: ['**/*.test.{ts,tsx}'],
  exclude: [...exclude, '**/*.db.test.ts'],
}
// Each file has a database of its own; what they share of a process is code, which takes longer to load than many of them run.
const database = { name: 'database', isolate: false, include: ['**/*.db.test.ts'], ...onDatabase }
// But those that answer requests as the web application does: it reads its environment once a process.
const answering = globSync('lib/**/*.db.test.ts', { cwd: path('.') }).filter((file) =>
  readFileSync(path(file), 'utf8').includes("/testing/http'"),
)
const api = { ...onDatabase, name: 'api', include: answering }
database.exclude = [...exclude, ...answering]

const tests = process.env.HAAS_TRIALS ? [trials] : [unit, database, api]

export default defineConfig({
  resolve,
  test: {
    // One more than the cores that it is meant for: some of the longest tests mostly wait.
    maxWorkers: 3,
    // adapter-pg and every date in the tests: no surprise from the machine's zone.
    env: {
      TZ: 'UTC',
      HAAS_CREDENTIALS_KEY: 'for-passwords-of-tests-and-nothing-else',
      HAAS_SIMULATED_BMCS: 'sim:',
    },
    projects: tests.map((test) => ({ resolve, test })),
  },
})
