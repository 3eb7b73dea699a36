import { readFileSync } from 'node:fs'
import pg from 'pg'
import { benchBoard } from './board'
import { copyText } from './copy-text'
import { cpuSeconds } from './cpu-time'
import { type Answer, type Caller, expecting, makeCaller, percentile } from './load'
import { BATCH, type Batch, BatchMaker, COPY_COLUMNS } from './telemetry-batches'
import { makeTelemetryWorld, type TelemetryWorld } from './telemetry-world'
import { startWebApplication } from './web-application'

export interface TelemetrySize {
  /** Events that are there before. */
  existing: number
  /** Events that each number of senders sends, on each side. */
  events: number
}

const SENDERS = [1, 4]
const TURNS = 10
/** Batches of each sender before the first that counts: what is compiled and read for the first time is not repeated. */
const WARM_UP = 20

interface Side {
  times: number[]
  seconds: number
  /** CPU seconds of the web process and of PostgreSQL; NaN where nobody can say. */
  cpu: number[]
}

/**
 * Taking events in over HTTP, arrays of a thousand, beside what the same PostgreSQL does with the same rows: COPY into a
 * temporary table and INSERT … ON CONFLICT DO NOTHING from there into a plain one, a transaction a batch and a connection a
 * sender. In turns, so that what else the machine does meets both. Bodies and rows are made beforehand.
 */
export async function benchTelemetry(url: string, size: TelemetrySize): Promise<void> {
  console.log(`\ntelemetry, batches of ${BATCH} into ${size.existing.toLocaleString('en')} events`)
  await measureTelemetry(await makeTelemetryWorld(url, size.existing), size)
}

export async function measureTelemetry(world: TelemetryWorld, size: TelemetrySize): Promise<void> {
  const { base, web, tokenOf } = await startWebApplication(world.url)
  try {
    const token = await tokenOf('INGEST')
    const pids = [web.pid, await postmaster(world.url)]
    console.log(HEAD)
    for (const senders of SENDERS) await inTurns({ world, base, token, pids }, senders, size.events)
    await benchBoard({ base, token: await tokenOf('ADMIN'), servers: world.servers })
  } finally {
    await web.stop()
  }
}

interface Stand {
  world: TelemetryWorld
  base: string
  token: string
  /** Of the web process and of PostgreSQL. */
  pids: number[]
}

async function inTurns(stand: Stand, senders: number, events: number): Promise<void> {
  const { world, base, token, pids } = stand
  const callers = Array.from({ length: senders }, () => makeCaller(`${base}/api/v1`, token))
  const clients = await Promise.all(Array.from({ length: senders }, () => plainSender(world.url)))
  const makers = Array.from({ length: senders }, (_, i) => {
    return new BatchMaker(world.servers, `B${senders}S${i}D`, Math.floor((i * world.servers.length) / senders))
  })
  const ours: Side = { times: [], seconds: 0, cpu: [0, 0] }
  const plain: Side = { times: [], seconds: 0, cpu: [0, 0] }
  const memory: number[] = []
  const each = Math.max(1, Math.round(events / BATCH / TURNS / senders))
  const some = (count: number) => makers.map((maker) => Array.from({ length: count }, () => maker.next()))
  try {
    const first = some(WARM_UP)
    await sendAll(clients, first, copyIn, pids)
    await sendAll(callers, first, post, pids)
    for (let turn = 0; turn < TURNS; turn++) {
      const batches = some(each)
      add(plain, await sendAll(clients, batches, copyIn, pids))
      add(ours, await sendAll(callers, batches, post, pids))
      memory.push(residentMb(pids[0] ?? 0))
    }
  } finally {
    for (const caller of callers) caller.close()
    for (const client of clients) await client.end()
  }
  print(senders, { ours, plain, sent: each * senders * TURNS * BATCH, memory })
}

/** Each sender sends its own batches, one after another; all of them at once. */
async function sendAll<Sender>(
  senders: readonly Sender[],
  batches: readonly (readonly Batch[])[],
  send: (sender: Sender, batch: Batch) => Promise<void>,
  pids: readonly number[],
): Promise<Side> {
  const times: number[] = []
  const used = () => pids.map((pid) => cpuSeconds(pid) ?? Number.NaN)
  const before = used()
  const from = performance.now()
  await Promise.all(
    senders.map(async (sender, i) => {
      for (const batch of batches[i] ?? []) {
        const sent = performance.now()
        await send(sender, batch)
        times.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - from) / 1000
  return { times, seconds, cpu: used().map((after, i) => after - (before[i] ?? 0)) }
}

function add(to: Side, side: Side): void {
  to.times.push(...side.times)
  to.seconds += side.seconds
  to.cpu = to.cpu.map((seconds, i) => seconds + (side.cpu[i] ?? 0))
}

async function post(caller: Caller, { json }: Batch): Promise<void> {
  const answer: Answer = expecting(await caller.call('POST', '/telemetry', json), 202)
  const { accepted, duplicates } = answer.body as { accepted: number; duplicates: number }
  if (accepted + duplicates !== BATCH) throw new Error(`Of ${BATCH} events ${accepted} + ${duplicates} were taken`)
}

async function plainSender(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  await client.query(
    `CREATE TEMP TABLE staging ON COMMIT DELETE ROWS AS SELECT ${COPY_COLUMNS} FROM plain_events WITH NO DATA`,
  )
  return client
}

async function copyIn(client: pg.Client, { rows }: Batch): Promise<void> {
  await client.query('BEGIN')
  await copyText(client, `COPY staging (${COPY_COLUMNS}) FROM STDIN`, rows)
  await client.query({
    name: 'insert',
    text: `INSERT INTO plain_events (${COPY_COLUMNS}) SELECT ${COPY_COLUMNS} FROM staging ON CONFLICT (server_id, hash) DO NOTHING`,
  })
  await client.query('COMMIT')
}

/** Resident memory of a process; NaN where there is no /proc to ask. */
function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NaN
    throw error
  }
}

/** The process above all of the server's, from its own file. */
async function postmaster(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ file: string }>(`SELECT pg_read_file('postmaster.pid') AS file`)
  await client.end()
  return Number(rows[0]?.file.split('\n')[0])
}

const HEAD = `${'senders'.padStart(9)}${'over HTTP/s'.padStart(12)}${'p50 ms'.padStart(8)}${'p95 ms'.padStart(8)}${'by COPY/s'.padStart(12)}${'p50 ms'.padStart(8)}${'p95 ms'.padStart(8)}${'ratio'.padStart(8)}   CPU ms a batch: web, PostgreSQL; by COPY   web process at 10 %, 100 %`

function print(senders: number, of: { ours: Side; plain: Side; sent: number; memory: readonly number[] }): void {
  const rate = (side: Side) => of.sent / side.seconds
  const cells = (side: Side) => {
    const times = side.times.sort((a, b) => a - b)
    const latency = [0.5, 0.95].map((share) => percentile(times, share).toFixed(1).padStart(8))
    return `${rate(side).toFixed(0).padStart(12)}${latency.join('')}`
  }
  const ratio = `${((100 * rate(of.ours)) / rate(of.plain)).toFixed(0)} %`.padStart(8)
  const cpu = [...of.ours.cpu, ...of.plain.cpu.slice(1)].map((s) =>
    ((s * 1_000 * BATCH) / of.sent).toFixed(1).padStart(8),
  )
  const memory = [of.memory[0], of.memory.at(-1)].map((mb) => `${mb?.toFixed(0)} MB`.padStart(9)).join('')
  console.log(
    `${String(senders).padStart(9)}${cells(of.ours)}${cells(of.plain)}${ratio}   ${cpu.join('').padEnd(40)}${memory}`,
  )
}
