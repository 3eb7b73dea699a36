import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './embedded-postgres'

/** Seconds: long enough to be seen, short enough to be watched. */
const DURATIONS = { update: 2, 'power-on': 2, shutdown: 1, install: 3, erase: 2 }

export interface DemoSimulator {
  /** Below this address each server has its BMC, by its barcode. */
  machines: string
  args: string[]
}

/** How the demo's simulated BMCs are run: on a port that is kept, as the servers' records name it. */
export async function simulatorIn(dataDir: string): Promise<DemoSimulator> {
  const file = join(dataDir, 'bmc-simulator-port')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, String(await freePort()))
  }
  const port = readFileSync(file, 'utf8').trim()
  const durations = Object.entries(DURATIONS).flatMap(([name, seconds]) => [`--${name}-seconds`, String(seconds)])
  return {
    machines: `http://127.0.0.1:${port}/machines`,
    args: ['--import', 'tsx', 'scripts/bmc-simulator.ts', '--records', '--port', port, ...durations],
  }
}
