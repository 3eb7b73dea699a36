/**
 * `node scripts/run.mjs <name> [args]`: sets up what is missing, then runs scripts/<name>.ts under a Node that is new
 * enough. Every npm script comes through here, so that each of them is the first command one can give in a fresh clone.
 */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from './setup.mjs'

const [name, ...args] = process.argv.slice(2)
const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

try {
  const node = await setUp()
  const env = {
    ...process.env,
    // Whatever is started by name below (npx, a `#!/usr/bin/env node`) is to be the same Node.
    PATH: `${dirname(node)}:${root}node_modules/.bin:${process.env.PATH}`,
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
  }
  const child = spawn(node, ['--import', 'tsx', `scripts/${name}.ts`, ...args], { stdio: 'inherit', env })
  // The script stops in its own good order and then ends: until then this one only passes the wish on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => process.exit(code ?? 1))
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
