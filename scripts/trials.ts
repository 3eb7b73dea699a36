/** `npm run trials`: the long trials, *.trial.ts, at full length. Arguments go to vitest. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const vitest = join('node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, HAAS_TRIALS: '1' },
})
process.exit(status ?? 1)
