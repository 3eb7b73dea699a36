import { describe, expect, it } from 'vitest'
import { databaseUrl, EnvironmentError, parseEnv } from './env'

const secret = 's'.repeat(32)
const good = { DATABASE_URL: 'postgresql://u:p@localhost:5432/haas', NEXTAUTH_SECRET: secret }

function problemsOf(source: Record<string, string>): string[] {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
  return []
}

describe('the environment', () => {
  it('needs no more than the database and the secret', () => {
    expect(parseEnv(good)).toEqual({
      ...good,
      PORT: 3000,
      HAAS_DATA_DIR: '.data',
      NEXTAUTH_URL: 'http://localhost:3000',
      HAAS_ADMIN_TOKEN: undefined,
      HAAS_CREDENTIALS_KEY: undefined,
      AUTH_TRUSTED_HEADERS: false,
      LOG_LEVEL: 'info',
    })
  })

  it('takes an empty variable for an unset one', () => {
    expect(parseEnv({ ...good, PORT: '', HAAS_ADMIN_TOKEN: '', LOG_LEVEL: '' }).PORT).toBe(3000)
  })

  it('derives the address from the port', () => {
    expect(parseEnv({ ...good, PORT: '4100' }).NEXTAUTH_URL).toBe('http://localhost:4100')
  })

  it('names every variable that is missing, at once', () => {
    expect(problemsOf({})).toEqual([
      'DATABASE_URL is not set; it wants a PostgreSQL address, as in postgresql://user:password@host:5432/name',
      'NEXTAUTH_SECRET is not set; it wants at least 32 characters',
    ])
  })

  it.each([
    ['PORT', '70000', 'PORT is "70000"; it wants a whole number from 1 to 65535'],
    ['PORT', '3e3', 'PORT is "3e3"; it wants a whole number from 1 to 65535'],
    ['NEXTAUTH_URL', 'haas.example', 'NEXTAUTH_URL is "haas.example"; it wants an http(s) address'],
    ['AUTH_TRUSTED_HEADERS', 'yes', 'AUTH_TRUSTED_HEADERS is "yes"; it wants 0 or 1'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"; it wants one of fatal, error, warn, info, debug, trace, silent'],
    ['HAAS_ADMIN_TOKEN', 'short', 'HAAS_ADMIN_TOKEN is 5 characters long; it wants at least 32 characters'],
  ])('refuses %s=%s and says what it wants', (name, value, problem) => {
    expect(problemsOf({ ...good, [name]: value })).toEqual([problem])
  })

  it('never shows a secret or the password in an address', () => {
    const shown = problemsOf({ DATABASE_URL: 'mysql://u:hunter2@h/x', NEXTAUTH_SECRET: 'hunter2' }).join()
    expect(shown).not.toContain('hunter2')
    expect(shown).toContain('DATABASE_URL is 21 characters long')
  })

  it('a worker needs the database alone, and an address that is none is shown by its length only', () => {
    expect(databaseUrl({ DATABASE_URL: good.DATABASE_URL })).toBe(good.DATABASE_URL)
    expect(() => databaseUrl({})).toThrow('DATABASE_URL is not set; it wants a PostgreSQL address')
    expect(() => databaseUrl({ DATABASE_URL: 'mysql://u:secret@h/db' })).toThrow('DATABASE_URL is 21 characters long')
  })
})
