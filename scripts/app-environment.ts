/**
 * The environment that web and worker run with. Without DATABASE_URL it is the embedded PostgreSQL in the data directory,
 * and the secrets are made there once and kept, mode 600.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { parseEnv } from '@/lib/env/env'
import { type EmbeddedPostgres, ROOT, startEmbedded } from './embedded-postgres'

export const dataDir = resolve(ROOT, process.env.HAAS_DATA_DIR || '.data')

export async function openDatabase(): Promise<EmbeddedPostgres> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} }
  return startEmbedded({ dataDir, durable: true })
}

/** Secrets are made where the database is ours, and asked for where it is not. */
export interface SecretsPolicy {
  makeSecrets: boolean
}

/** Says at once what is wrong with the environment, before anything is started with it. */
export function checkEnvironment({ makeSecrets }: SecretsPolicy): void {
  parseEnv({ DATABASE_URL: 'postgresql://embedded', ...secrets(makeSecrets), ...given() })
}

/** Every variable the app reads, validated. */
export function appEnvironment(databaseUrl: string, port: number, { makeSecrets }: SecretsPolicy): NodeJS.ProcessEnv {
  const settings = { DATABASE_URL: databaseUrl, PORT: String(port), HAAS_DATA_DIR: dataDir }
  const source = { ...secrets(makeSecrets), ...given(), ...settings }
  const { NEXTAUTH_URL } = parseEnv(source)
  return { ...source, NEXTAUTH_URL, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
}

function secrets(make: boolean): Record<string, string> {
  return make
    ? { NEXTAUTH_SECRET: keptSecret('NEXTAUTH_SECRET'), HAAS_ADMIN_TOKEN: keptSecret('HAAS_ADMIN_TOKEN') }
    : {}
}

function keptSecret(name: string): string {
  const file = join(dataDir, name.toLowerCase().replaceAll('_', '-'))
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

/** An empty variable counts as unset, so that it does not hide a made secret. */
function given(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** PORT where it is given, and then it must be free; else 3000 or the next one that is. */
export async function choosePort(): Promise<number> {
  const wanted = Number(process.env.PORT || 3000)
  if (await isFree(wanted)) return wanted
  if (process.env.PORT) throw new Error(`PORT is ${wanted}, which another program is using; it wants a free port`)
  for (let port = wanted + 1; port < wanted + 100; port++) if (await isFree(port)) return port
  throw new Error(`No port from ${wanted} to ${wanted + 99} is free; PORT names another`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer()
    server.once('error', () => answer(false))
    server.listen(port, () => server.close(() => answer(true)))
  })
}
