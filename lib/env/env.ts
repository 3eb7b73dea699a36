/** The environment, validated: every error names the variable, what it got and what it wants. */

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const SECRET_LENGTH = 32
const DATABASE = 'a PostgreSQL address, as in postgresql://user:password@host:5432/name'

export interface Env {
  PORT: number
  DATABASE_URL: string
  HAAS_DATA_DIR: string
  NEXTAUTH_URL: string
  NEXTAUTH_SECRET: string
  /** Read where a password is sealed or opened (credentials-secrets.ts), here only to be checked. */
  HAAS_CREDENTIALS_KEY: string | undefined
  HAAS_ADMIN_TOKEN: string | undefined
  /** Read where a server gets a BMC that nobody named (lib/db/simulated-bmc.ts), here only to be checked. */
  HAAS_SIMULATED_BMCS: string | undefined
  AUTH_TRUSTED_HEADERS: boolean
  LOG_LEVEL: (typeof LOG_LEVELS)[number]
}

export class EnvironmentError extends Error {
  constructor(readonly problems: string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'EnvironmentError'
  }
}

let memo: Env | undefined

/** Parsed at first use, not at import: `next build` loads every module without any of these set. */
export function env(): Env {
  memo ??= parseEnv(process.env)
  return memo
}

/** The one variable that every process needs. A worker or a seed signs no sessions, so it is not asked for the rest. */
export function databaseUrl(source: Record<string, string | undefined> = process.env): string {
  const value = source.DATABASE_URL
  if (!value) throw new EnvironmentError([`DATABASE_URL is not set; it wants ${DATABASE}`])
  const url = databaseUrlOf(value)
  if (url === undefined) throw new EnvironmentError([`DATABASE_URL is ${byLength(value)}; it wants ${DATABASE}`])
  return url
}

/** Where this product is reached from outside. A worker has no need of the rest. */
export function publicAddress(source: Record<string, string | undefined> = process.env): string {
  const value = source.NEXTAUTH_URL ?? `http://localhost:${source.PORT ?? 3000}`
  if (!URL.canParse(value)) throw new EnvironmentError([`NEXTAUTH_URL is ${value}; it wants an http(s) address`])
  return value.replace(/\/+$/, '')
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const problems: string[] = []
  /** An empty variable is an unset one, as `docker run -e NAME=` and CI forms leave it. */
  const read = <T>(
    name: keyof Env,
    wants: string,
    fallback: T,
    parse: (value: string) => T | undefined,
    shown = quoted,
  ) => {
    const value = source[name] || undefined
    if (value === undefined) return fallback
    const parsed = parse(value)
    if (parsed === undefined) problems.push(`${name} is ${shown(value)}; it wants ${wants}`)
    return parsed ?? fallback
  }
  const required = (name: keyof Env, wants: string) => {
    if (!source[name]) problems.push(`${name} is not set; it wants ${wants}`)
  }

  const secret = `at least ${SECRET_LENGTH} characters`
  const port = read('PORT', 'a whole number from 1 to 65535', 3000, portOf)
  const parsed: Env = {
    PORT: port,
    DATABASE_URL: read('DATABASE_URL', DATABASE, '', databaseUrlOf, byLength),
    HAAS_DATA_DIR: read('HAAS_DATA_DIR', 'a folder', '.data', (value) => value),
    NEXTAUTH_URL: read('NEXTAUTH_URL', 'an http(s) address', `http://localhost:${port}`, (value) =>
      urlOf(value, ['http:', 'https:']),
    ),
    NEXTAUTH_SECRET: read('NEXTAUTH_SECRET', secret, '', secretOf, byLength),
    HAAS_CREDENTIALS_KEY: read<string | undefined>('HAAS_CREDENTIALS_KEY', secret, undefined, secretOf, byLength),
    HAAS_SIMULATED_BMCS: read<string | undefined>(
      'HAAS_SIMULATED_BMCS',
      'sim: or an http(s) address',
      undefined,
      (value) => (value === 'sim:' ? value : urlOf(value, ['http:', 'https:'])),
    ),
    HAAS_ADMIN_TOKEN: read<string | undefined>('HAAS_ADMIN_TOKEN', secret, undefined, secretOf, byLength),
    AUTH_TRUSTED_HEADERS: read('AUTH_TRUSTED_HEADERS', '0 or 1', false, (value) => ({ 0: false, 1: true })[value]),
    LOG_LEVEL: read('LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`, 'info', (value) =>
      LOG_LEVELS.find((level) => level === value),
    ),
  }
  required('DATABASE_URL', DATABASE)
  required('NEXTAUTH_SECRET', secret)
  if (problems.length > 0) throw new EnvironmentError(problems)
  return parsed
}

const quoted = (value: string) => JSON.stringify(value)
/** Secrets, and addresses that hold a password, must not reach a log. */
const byLength = (value: string) => `${value.length} characters long`

function portOf(value: string): number | undefined {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
  return port >= 1 && port <= 65535 ? port : undefined
}

const databaseUrlOf = (value: string) => urlOf(value, ['postgresql:', 'postgres:'])

function urlOf(value: string, protocols: string[]): string | undefined {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol) ? value : undefined
}

/** Undefined where it is too short to be one. */
export function secretOf(value: string): string | undefined {
  return value.length >= SECRET_LENGTH ? value : undefined
}
