/** Databases of their own for tests: clones, about 0.1 s each. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/** A clone of the migrated template, or of `like`: one made here before, to which nobody is connected. */
export async function createTestDatabase(like?: TestDatabase): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const template = like === undefined ? setting('HAAS_TEST_TEMPLATE') : new URL(like.url).pathname.slice(1)
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
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
