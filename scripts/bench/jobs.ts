import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDb, type Db } from '@/lib/db/client'
import { provisionOrder } from '@/lib/services/provisioning/provision-order'
import { type Hardware, SimulatedMachine } from '../bmc-simulator/machine'
import { SimulatedRack } from '../bmc-simulator/rack'
import { ROOT } from '../embedded-postgres'
import { benchContext } from './bench-context'
import { type Bmcs, makeJobs } from './job-world'
import { percentile } from './load'

const SECRET = 'for-the-passwords-of-the-bench-and-nothing-else'
const JOBS = 1_000
const IDLE_JOBS = 60
const SHORT_QUEUE = 100
const LONG_QUEUE = 10_000
/** Jobs of a round: fewer than wait, as the last ones of a queue leave hands idle. */
const TIMED = 60
const ROUNDS = 7
const INSTANT = { update: 0, powerOn: 0, shutdown: 0, install: 0, erase: 0, slow: 0 }
const HARDWARE: Hardware = {
  ...{ serial: '', manufacturer: 'Bench', model: 'B1', processors: 1, coresEach: 32, dimms: 4, gibEach: 32 },
  drives: [{ name: 'NVMe 0', bytes: 960e9 }],
  firmware: [{ name: 'BIOS', version: '1.0' }],
}

/**
 * What provisioning costs beside the hardware: jobs a second from claim to IN_SERVICE with the driver that does nothing, and
 * with instant BMCs over HTTP; how long a job waits for a worker that is idle; and whether a long queue makes a job dearer.
 */
export async function benchJobs(makeDatabase: (name: string) => Promise<string>): Promise<void> {
  process.env.HAAS_CREDENTIALS_KEY = SECRET
  const rack = new SimulatedRack({ username: 'root', password: 'calvin' }, async (name) => {
    return new SimulatedMachine({ ...HARDWARE, serial: name }, INSTANT)
  })
  const below = await rack.listen('127.0.0.1', 0)
  try {
    console.log('\njobs, one worker of 16 at a time')
    console.log(`  driver that does nothing   ${await rate(await makeDatabase('jobs_none'), 'simulated')} jobs/s`)
    console.log(`  instant BMCs over HTTP     ${await rate(await makeDatabase('jobs_http'), { below })} jobs/s`)
    await idle(await makeDatabase('jobs_idle'))
    await queues(await makeDatabase('jobs_short'), await makeDatabase('jobs_long'))
  } finally {
    await rack.close()
  }
}

async function rate(url: string, bmcs: Bmcs): Promise<string> {
  return withWorld(url, async (db) => {
    await provisionAll(db, await makeJobs(url, JOBS, bmcs, 'BENCH'))
    const worker = await startWorker(url)
    const began = performance.now()
    await ended(db, JOBS)
    const seconds = (performance.now() - began) / 1000
    await stop(worker)
    const failed = await db.provisionJob.findFirst({ where: { status: { not: 'SUCCESS' } } })
    if (failed !== null) throw new Error(`A job ended as ${failed.status}: ${failed.lastError}`)
    return (JOBS / seconds).toFixed(1)
  })
}

/** From the order's commit to the first step's start, one order after another. */
async function idle(url: string): Promise<void> {
  await withWorld(url, async (db) => {
    const orders = await makeJobs(url, IDLE_JOBS, 'simulated', 'IDLE', 1)
    const worker = await startWorker(url)
    const waits: number[] = []
    for (const [index, number] of orders.entries()) {
      await provisionOrder(benchContext(db), { number })
      await ended(db, index + 1)
      const job = await db.provisionJob.findFirstOrThrow({
        where: { order: { number } },
        select: { createdAt: true, steps: { where: { position: 1 }, select: { startedAt: true } } },
      })
      waits.push((job.steps[0]?.startedAt?.getTime() ?? Number.NaN) - job.createdAt.getTime())
    }
    await stop(worker)
    waits.sort((a, b) => a - b)
    console.log(`  enqueue to first step, idle: p50 ${percentile(waits, 0.5)} ms, p95 ${percentile(waits, 0.95)} ms`)
  })
}

/**
 * Medians of rounds of sixty jobs: behind a hundred that wait, and at the head of ten thousand. In turns, as what else a
 * machine does comes and goes.
 */
async function queues(shortUrl: string, longUrl: string): Promise<void> {
  await withWorld(shortUrl, (short) =>
    withWorld(longUrl, async (long) => {
      await provisionAll(long, await makeJobs(longUrl, LONG_QUEUE, 'simulated', 'LONG'))
      const times: { short: number[]; long: number[] } = { short: [], long: [] }
      for (let round = 0; round < ROUNDS; round++) {
        await provisionAll(
          short,
          await makeJobs(shortUrl, round === 0 ? SHORT_QUEUE : TIMED, 'simulated', `SHORT${round}`),
        )
        times.short.push(await timeRound(shortUrl, short))
        times.long.push(await timeRound(longUrl, long))
      }
      const [few, many] = [median(times.short), median(times.long)]
      console.log(
        `  a job with ${SHORT_QUEUE} waiting: ${few.toFixed(1)} ms, with ${LONG_QUEUE}: ${many.toFixed(1)} ms, ratio ${(many / few).toFixed(2)}`,
      )
    }),
  )
}

/** Milliseconds a job over a round, with a worker that is started for it. */
async function timeRound(url: string, db: Db): Promise<number> {
  const before = await db.provisionJob.count({ where: { status: 'SUCCESS' } })
  const worker = await startWorker(url)
  const began = performance.now()
  await ended(db, before + TIMED)
  const each = (performance.now() - began) / TIMED
  await stop(worker)
  return each
}

function median(times: readonly number[]): number {
  return percentile(
    [...times].sort((a, b) => a - b),
    0.5,
  )
}

async function withWorld<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = createDb(url)
  try {
    return await work(db)
  } finally {
    await db.$disconnect()
  }
}

async function provisionAll(db: Db, orders: readonly string[]): Promise<void> {
  for (const number of orders) await provisionOrder(benchContext(db), { number })
}

async function ended(db: Db, count: number): Promise<void> {
  while ((await db.provisionJob.count({ where: { status: { in: ['SUCCESS', 'FAILED'] } } })) < count) await sleep(20)
}

async function startWorker(url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, HAAS_CREDENTIALS_KEY: SECRET, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the worker did not start:\n${output}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000)
      if (output.includes('worker ready')) resolve()
    })
  })
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
