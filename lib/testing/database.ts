/** A database of its own for a test file: a clone of the migrated template, about 0.1 s. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${setting('HAAS_TEST_TEMPLATE')} STRATEGY FILE_COPY`)
  const url = new URL(setting('HAAS_TEST_SERVER'))
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: only a *.db.test.ts or *.trial.ts file has a test server`)
  return value
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: setting('HAAS_TEST_SERVER') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
