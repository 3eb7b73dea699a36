/** Child processes of the demo, of production and of the end-to-end tests: started, watched, stopped in order. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './embedded-postgres'

export interface ChildOptions {
  name: string
  /** Arguments to Node. */
  args: string[]
  env: NodeJS.ProcessEnv
  /** A file for its output; without one it goes to the screen. */
  log?: string
  /** How long it may take to end after SIGTERM before it is killed. */
  patienceMs: number
}

export interface Child {
  name: string
  pid: number
  /** Resolves with the reason when it ends by itself; never when it was stopped. */
  died: Promise<string>
  stop(): Promise<void>
}

export const NEXT = join('node_modules', 'next', 'dist', 'bin', 'next')
/**
 * Without guesses at which objects will live long: those of a request do not, and one that lies among the old keeps all that it
 * points to until a full collection. A batch of a thousand events then costs several milliseconds less to clean up. And a full collection
 * once the heap has grown by half: left to itself, V8 lets it grow to three times what lives, a little more each time while batches
 * come one after another, and saves nothing that could be measured by it.
 */
const NODE_ARGS = ['--no-allocation-site-pretenuring', '--heap-growing-percent=50', '--import', 'tsx']
/** It listens on PORT of its environment. */
export const webArgs = (): string[] => [...NODE_ARGS, 'scripts/web.ts']
export const WORKER_ARGS = ['--import', 'tsx', 'worker/main.ts']

export function startChild(options: ChildOptions): Child {
  if (options.log) mkdirSync(dirname(options.log), { recursive: true })
  const output = options.log ? openSync(options.log, 'a') : 'inherit'
  // A process group of its own: Ctrl-C reaches only the parent, which stops its children in order.
  const child = spawn(process.execPath, options.args, {
    cwd: ROOT,
    env: options.env,
    stdio: ['ignore', output, output],
    detached: true,
  })
  if (typeof output === 'number') closeSync(output)
  let stopping = false
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  return {
    name: options.name,
    pid: child.pid ?? 0,
    died: new Promise((resolve) => {
      ended.then((reason) => {
        if (!stopping) resolve(`${options.name} died (${reason})${options.log ? `:\n${tail(options.log)}` : ''}`)
      })
    }),
    stop: async () => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(options.patienceMs, undefined, { ref: false })])
      killGroup(child)
      await ended
    },
  }
}

/** The group, because what it started in turn must not stay behind. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-30).join('\n') : '(no output)'
}

/** Waits until the app says that database, migrations and queue are well; throws when a child dies before. */
export async function waitUntilReady(base: string, children: Child[], timeoutMs = 120_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  let last = 'no answer'
  const died = Promise.race(children.map((child) => child.died)).then((reason) => {
    throw new Error(reason)
  })
  const ready = async () => {
    while (Date.now() < deadline) {
      const answer = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(String)
      if (typeof answer !== 'string' && answer.ok) return
      last = typeof answer === 'string' ? answer : `${answer.status} ${await answer.text()}`
      await sleep(200)
    }
    throw new Error(`${base}/readyz was not ready within ${timeoutMs / 1000} s; its last answer: ${last}`)
  }
  await Promise.race([ready(), died])
}
