/** A real worker in a process of its own, that tests may freeze and kill. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '@/scripts/embedded-postgres'

export interface WorkerProcess {
  readonly pid: number
  readonly output: string
  /** Resolves when it drains the queue. */
  ready: Promise<void>
  /** kill -9: nothing is handed back. */
  kill(): Promise<void>
  freeze(): void
  wake(): void
  /** SIGTERM, and waits until it has ended; returns its exit code. */
  stop(): Promise<number | null>
}

const STARTUP_MS = 20_000

export function startWorker(
  databaseUrl: string,
  options: { leaseMs?: number; concurrency?: number } = {},
): WorkerProcess {
  const args = [
    ...['--import', 'tsx', 'worker/main.ts'],
    ...['--lease-ms', String(options.leaseMs ?? 3_000), '--concurrency', String(options.concurrency ?? 4)],
  ]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: 'a secret that no worker needs, and yet',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = once(child, 'exit')
  // No worker outlives the tests, however they end.
  const killIt = () => child.kill('SIGKILL')
  process.once('exit', killIt)
  child.once('exit', () => process.off('exit', killIt))
  const signal = (name: NodeJS.Signals) => child.kill(name)
  return {
    pid: child.pid ?? 0,
    get output() {
      return output
    },
    ready: whenReady(child, () => output),
    kill: async () => {
      signal('SIGKILL')
      await exited
    },
    freeze: () => void signal('SIGSTOP'),
    wake: () => void signal('SIGCONT'),
    stop: async () => {
      signal('SIGTERM')
      await exited
      return child.exitCode
    },
  }
}

async function whenReady(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + STARTUP_MS
  while (!output().includes('worker ready')) {
    // Killed on purpose before it was ready: whoever did that does not wait for it.
    if (child.signalCode !== null) return
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The worker did not start:\n${output()}`)
    await sleep(20)
  }
}

/** Looks every 50 ms until it holds; throws with what it last saw. */
export async function until<T>(what: string, look: () => Promise<T | false>, limitMs = 30_000): Promise<T> {
  const deadline = Date.now() + limitMs
  for (;;) {
    const found = await look()
    if (found !== false) return found
    if (Date.now() > deadline) throw new Error(`Not within ${limitMs / 1000} s: ${what}`)
    await sleep(50)
  }
}
