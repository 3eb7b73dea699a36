import pg from 'pg'
import { expect, it } from 'vitest'
import { createTestDatabase } from './database'

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

it('two test databases share nothing, and the server speaks UTC', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  await rowsOf(one.url, 'CREATE TABLE only_here (id int)')
  const seen = await rowsOf(other.url, `SELECT to_regclass('only_here') AS found, current_setting('TimeZone') AS zone`)
  expect(seen).toEqual([{ found: null, zone: 'UTC' }])
  await Promise.all([one.drop(), other.drop()])
})
