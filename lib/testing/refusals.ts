import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { createTestDatabase, type TestDatabase } from './database'
import { EVERY_TABLE } from './factories/every-table'

interface Refusal {
  code: string | undefined
  constraint: string | undefined
}

/** For one test file: a database with a row in every table, and what it says to a statement. Called at the file's top. */
export function refusals() {
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

  /** Runs statements, deferred checks included, and takes them back; null when the database let them through. */
  const refused = async (sql: string): Promise<Refusal | null> => {
    await client.query('BEGIN')
    try {
      await client.query(sql)
      await client.query('SET CONSTRAINTS ALL IMMEDIATE')
      return null
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      return { code: error.code, constraint: error.constraint }
    } finally {
      await client.query('ROLLBACK')
    }
  }
  /** What a query finds after statements that are taken back. */
  const after = async <Row extends pg.QueryResultRow>(sql: string, query: string): Promise<Row[]> => {
    await client.query(`BEGIN; ${sql}`)
    const { rows } = await client.query<Row>(query)
    await client.query('ROLLBACK')
    return rows
  }
  return { refused, after, rowsOf: <Row extends pg.QueryResultRow>(query: string) => after<Row>('', query) }
}

/** Inserts the server S-1 of datacenter 1. */
export const insertServer = (columns: string, values: string) =>
  `INSERT INTO servers (barcode, datacenter_id, ${columns}) VALUES ('S-1', 1, ${values})`
