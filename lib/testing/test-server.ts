/**
 * One PostgreSQL per test run, with one migrated template database that every test database is cloned from.
 *
 * The stopped, migrated cluster is kept below node_modules/.cache by the hash of the migrations; a run copies it to a
 * folder of its own, so that two runs at once do not meet. TEST_DATABASE_URL names another server to use instead.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { alive, ROOT, runningEmbedded, startEmbedded } from '@/scripts/embedded-postgres'

const run = promisify(execFile)
const FOLDER = 'haas-test-'

export interface TestServer {
  /** Any database on the server: where CREATE DATABASE is sent. */
  url: string
  template: string
  stop(): Promise<void>
}

export async function startTestServer(): Promise<TestServer> {
  const template = `haas_template_${migrationsHash()}`
  if (process.env.TEST_DATABASE_URL) {
    await ensureTemplate(process.env.TEST_DATABASE_URL, template)
    return { url: process.env.TEST_DATABASE_URL, template, stop: async () => {} }
  }
  await sweepLeftovers()
  const dataDir = mkdtempSync(join(tmpdir(), FOLDER))
  const cached = join(ROOT, 'node_modules', '.cache', template)
  if (!existsSync(cached)) await fillCache(cached, template)
  // -a keeps the owner: as root the cluster belongs to the user postgres.
  await run('cp', ['-a', `${cached}/.`, dataDir])
  const server = await startEmbedded({ dataDir, durable: false })
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, template, stop }
}

function migrationsHash(): string {
  const folder = join(ROOT, 'prisma', 'migrations')
  const hash = createHash('sha256')
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  for (const file of files.filter((name) => name.endsWith('.sql')).sort())
    hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 12)
}

async function fillCache(cached: string, template: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), FOLDER))
  const server = await startEmbedded({ dataDir, durable: false })
  try {
    await ensureTemplate(server.url, template)
  } finally {
    await server.stop()
  }
  const made = `${cached}.${process.pid}`
  mkdirSync(made, { recursive: true })
  await run('cp', ['-a', `${dataDir}/.`, made])
  rmSync(dataDir, { recursive: true, force: true })
  // Another run may have been first.
  if (existsSync(cached)) rmSync(made, { recursive: true, force: true })
  else renameSync(made, cached)
}

async function ensureTemplate(url: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount) return
    // Renamed only when migrated: a template by its final name is a whole one.
    const unfinished = `${template}_${process.pid}`
    await client.query(`CREATE DATABASE ${unfinished}`)
    const target = new URL(url)
    target.pathname = `/${unfinished}`
    await migrate(target.href)
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`)
  } finally {
    await client.end()
  }
}

export async function migrate(url: string): Promise<void> {
  const prisma = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
  await run(process.execPath, [prisma, 'migrate', 'deploy'], { cwd: ROOT, env: { ...process.env, DATABASE_URL: url } })
}

/** Servers of runs that were killed before they could stop theirs. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER))) {
    const dataDir = join(tmpdir(), name)
    const ownerFile = join(dataDir, 'postgres-owner')
    if (!existsSync(ownerFile) || alive(Number(readFileSync(ownerFile, 'utf8')))) continue
    if (await runningEmbedded(dataDir)) await (await startEmbedded({ dataDir, durable: false })).stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
