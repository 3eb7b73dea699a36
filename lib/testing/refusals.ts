import pg from 'pg'
import { everyTable } from './every-table-database'

interface Refusal {
  code: string | undefined
  constraint: string | undefined
}

/** For one test file: a database with a row in every table, and what it says to a statement. Called at the file's top. */
export function refusals() {
  const { query } = everyTable()

  /** Runs statements, deferred checks included, and takes them back; null when the database let them through. */
  const refused = async (sql: string): Promise<Refusal | null> => {
    await query('BEGIN')
    try {
      await query(sql)
      await query('SET CONSTRAINTS ALL IMMEDIATE')
      return null
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      return { code: error.code, constraint: error.constraint }
    } finally {
      await query('ROLLBACK')
    }
  }
  /** What a query finds after statements that are taken back. */
  const after = async <Row extends pg.QueryResultRow>(sql: string, then: string): Promise<Row[]> => {
    await query(`BEGIN; ${sql}`)
    const { rows } = await query<Row>(then)
    await query('ROLLBACK')
    return rows
  }
  return { refused, after, rowsOf: <Row extends pg.QueryResultRow>(sql: string) => after<Row>('', sql) }
}

/** Inserts the server S-1 of datacenter 1. */
export const insertServer = (columns: string, values: string) =>
  `INSERT INTO servers (barcode, datacenter_id, ${columns}) VALUES ('S-1', 1, ${values})`
