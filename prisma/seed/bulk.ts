import pg from 'pg'

export type Row = Record<string, unknown>

const CHUNK = 5_000

/** Rows go as one JSON parameter a chunk: the column list is the first row's, so that defaults stand where it is silent. */
export class Bulk {
  private constructor(readonly client: pg.Client) {}

  static async connect(url: string): Promise<Bulk> {
    const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
    await client.connect()
    return new Bulk(client)
  }

  async insert(table: string, rows: readonly Row[]): Promise<void> {
    const first = rows[0]
    if (first === undefined) return
    const columns = Object.keys(first)
      .map((name) => `"${name}"`)
      .join(', ')
    for (let from = 0; from < rows.length; from += CHUNK) {
      await this.client.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
        [JSON.stringify(rows.slice(from, from + CHUNK))],
      )
    }
  }

  /** The next `count` ids of a table's sequence, so that rows can refer to one another before they are written. */
  async ids(table: string, count: number): Promise<number[]> {
    const { rows } = await this.client.query<{ id: string }>(
      `SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)`,
      [table, count],
    )
    return rows.map((row) => Number(row.id))
  }

  async transaction(work: () => Promise<void>): Promise<void> {
    await this.client.query('BEGIN')
    try {
      await work()
      await this.client.query('COMMIT')
    } catch (error) {
      await this.client.query('ROLLBACK')
      throw error
    }
  }

  close(): Promise<void> {
    return this.client.end()
  }
}
