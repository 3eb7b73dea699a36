import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { processLog } from '../../db/process'
import type { DecideOptions } from '../../domain/planning/decide'
import type { MipAnswer, MipSolver } from '../../domain/planning/solver/mip-solver'

/** Far beyond what its node limit takes. A thread that has not answered by then is ended, and nothing is claimed. */
const PATIENCE_MS = 20_000

interface Waiting {
  resolve: (answer: MipAnswer) => void
  timer: ReturnType<typeof setTimeout>
}

/** One thread per process with HiGHS in it, started at first use; the requests queue in its port. */
class HighsThread {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private readonly onEnd: () => void
  private requests = 0

  constructor(onEnd: () => void) {
    this.onEnd = onEnd
    // By path, not by import: a bundler would look for it, and tsx has nothing to translate in it.
    this.worker = new Worker(join(process.cwd(), 'lib/services/planning/highs-thread.mjs'), { execArgv: [] })
    this.worker.on('message', (message: { id?: number; answer?: MipAnswer; error?: string; ready?: true }) => {
      if (message.ready === true) processLog().debug({}, 'the solver is ready')
      if (message.error !== undefined) processLog().error({ reason: message.error }, 'the solver refused a programme')
      if (message.id !== undefined) this.settle(message.id, message.answer ?? NOTHING_KNOWN)
    })
    this.worker.on('error', (error) => {
      processLog().error({ err: error }, 'the solver thread broke')
      this.end()
    })
    this.worker.on('exit', () => this.end())
    this.worker.unref()
  }

  solve: MipSolver = (program, { nodes, known }) =>
    new Promise((resolve) => {
      const id = ++this.requests
      this.waiting.set(id, { resolve, timer: setTimeout(() => void this.close(), PATIENCE_MS) })
      // While somebody waits, the thread keeps the process alive.
      this.worker.ref()
      const { costs, limits, rows } = program
      this.worker.postMessage({ id, program: { costs, limits, rows }, nodes, known })
    })

  async close(): Promise<void> {
    await this.worker.terminate()
  }

  private settle(id: number, answer: MipAnswer): void {
    const waiting = this.waiting.get(id)
    if (waiting === undefined) return
    clearTimeout(waiting.timer)
    this.waiting.delete(id)
    if (this.waiting.size === 0) this.worker.unref()
    waiting.resolve(answer)
  }

  private end(): void {
    this.onEnd()
    for (const id of [...this.waiting.keys()]) this.settle(id, NOTHING_KNOWN)
  }
}

/** A plan without the solver's help is still a plan: with a gap instead of a proof. */
const NOTHING_KNOWN: MipAnswer = { x: null, bound: 0 }

const holder = globalThis as typeof globalThis & { haasHighs?: HighsThread | undefined }

/** The solver behind the planner's port: HiGHS in a thread of its own. */
export const solveWithHighs: MipSolver = (program, options) => highsThread().solve(program, options)

/** How the services plan: with HiGHS, and letting other requests have their turn. */
export const solverOptions: DecideOptions = { mip: solveWithHighs, pause: () => new Promise(setImmediate) }

/** Starts the thread, so that no plan waits for it. */
export function warmHighs(): void {
  highsThread()
}

/** Ends the thread; it is started again when it is needed. */
export function closeHighs(): Promise<void> {
  return holder.haasHighs?.close() ?? Promise.resolve()
}

function highsThread(): HighsThread {
  holder.haasHighs ??= new HighsThread(() => {
    holder.haasHighs = undefined
  })
  return holder.haasHighs
}
