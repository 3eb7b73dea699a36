import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { createTestDatabase, type TestDatabase } from './database'
import { EVERY_TABLE } from './factories/every-table'

/** For one test file: a database with a row in every table, and one connection to it. Called at the file's top. */
export function everyTable() {
  let database: TestDatabase
  let client: pg.Client
  beforeAll(async () => {
    database = await createTestDatabase()
    client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(EVERY_TABLE)
  })
  afterAll(async () => {
    await client.end()
    await database.drop()
  })
  return {
    /** On the one connection: what one call begins, the next is in. */
    query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => client.query<Row>(sql, values),
    /** For a second connection beside it. */
    url: () => database.url,
  }
}
