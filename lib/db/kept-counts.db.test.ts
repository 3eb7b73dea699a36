import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { everyTable } from '../testing/every-table-database'
import { FIRMWARE_DIFFERENCES, TALLY_DIFFERENCES } from '../testing/tally-differences'

/** What triggers keep beside the rows: counts of free servers, and whether a server's firmware is at its target. */
const { query, url } = everyTable()

describe('the tallies', () => {
  const differences = async (): Promise<unknown[]> => (await query(TALLY_DIFFERENCES)).rows

  it('follow inserts, updates and deletes, and a fold changes no count', async () => {
    expect(await differences()).toEqual([])
    await query(
      `BEGIN; INSERT INTO servers (barcode, datacenter_id, warehouse_id, state) VALUES ('S-1', 1, 1, 'IN_WAREHOUSE')`,
    )
    await query(`UPDATE servers SET state = 'BROKEN' WHERE id IN (3, 4)`)
    await query(`UPDATE servers SET rack_id = 2, hold_id = NULL WHERE id = 1`)
    for (const state of ['PROVISIONING', 'IN_SERVICE']) {
      await query(`UPDATE servers SET state = '${state}' WHERE id = 2`)
      expect(await differences()).toEqual([])
    }
    await query('DELETE FROM servers WHERE id = 6')
    await query(
      `INSERT INTO orders (customer, datacenter_id, cpu_cores, ram_gb, nvme_gb) SELECT 'C', 1, 1, 0, 0 FROM generate_series(1, 3)`,
    )
    await query(`UPDATE orders SET status = 'CANCELLED' WHERE status = 'DRAFT'`)
    await query(`DELETE FROM orders WHERE id IN (SELECT max(id) FROM orders)`)
    await query(
      `INSERT INTO racks (code, datacenter_id, walk_key, height_u, max_power_w) VALUES ('T-1', 1, 'x', 42, 900), ('T-2', 1, 'y', 42, NULL)`,
    )
    await query(`UPDATE racks SET max_power_w = 1000 WHERE code = 'T-1'`)
    expect(await differences()).toEqual([])
    await query('SELECT haas_fold_tallies()')
    expect(await differences()).toEqual([])
    const { rows } = await query(
      `SELECT 1 FROM server_tally WHERE NOT base UNION SELECT 1 FROM rack_tally WHERE NOT base
       UNION SELECT 1 FROM place_tally WHERE NOT base OR delta = 0`,
    )
    expect(rows).toEqual([])
    await query('ROLLBACK')
  })

  it('see a difference when there is one', async () => {
    await query(`BEGIN; UPDATE server_tally SET delta = delta + 1 WHERE id = (SELECT min(id) FROM server_tally)`)
    expect(await differences()).toHaveLength(1)
    await query('ROLLBACK')
  })
})

/** Resolves once the connection waits for a lock. */
async function untilItWaits(pid: number): Promise<void> {
  for (;;) {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'`
    if ((await query(waiting, [pid])).rowCount === 1) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('whether a server’s firmware is at its target', () => {
  it.each([
    ['a firmware that reaches it', `UPDATE server_firmware SET version = '2.0' WHERE server_id = 1`, [1]],
    ['a first report', `INSERT INTO server_firmware (server_id, component, version) VALUES (3, 'BIOS', '2.0')`, [3]],
    ['a target that is met', `UPDATE firmware_targets SET version = '1.0'`, [1]],
    ['a target that is gone', `DELETE FROM firmware_targets`, [1, 2, 3]],
    ['another model', `UPDATE servers SET model_id = 2 WHERE id = 2`, [2]],
    [
      'a target more, after all',
      `DELETE FROM firmware_targets; INSERT INTO firmware_targets (model_id, component, version) VALUES (1, 'BMC', '1')`,
      [],
    ],
    ['firmware that is gone', `UPDATE server_firmware SET version = '2.0'; DELETE FROM server_firmware`, []],
  ])('follows %s', async (_, sql, atTarget) => {
    await query(`BEGIN; ${sql}`)
    const { rows } = await query('SELECT id FROM servers WHERE model_id IS NOT NULL AND firmware_at_target ORDER BY id')
    const differences = await query(TALLY_DIFFERENCES)
    await query('ROLLBACK')
    expect(rows).toEqual(atTarget.map((id) => ({ id })))
    expect(differences.rows).toEqual([])
  })

  it.each([
    [
      'a new target and a report that meets it',
      `INSERT INTO firmware_targets (model_id, component, version) VALUES (2, 'BIOS', '3')`,
      `INSERT INTO server_firmware (server_id, component, version) VALUES (2, 'BIOS', '3')`,
    ],
    [
      'a new target and a report that meets all the others',
      `INSERT INTO firmware_targets (model_id, component, version) VALUES (1, 'PSU', '1')`,
      `UPDATE server_firmware SET version = '2.0' WHERE server_id = 1 AND component = 'BIOS'`,
    ],
    [
      'two reports of one server',
      `INSERT INTO server_firmware (server_id, component, version) VALUES (3, 'BIOS', '2.0')`,
      `INSERT INTO server_firmware (server_id, component, version) VALUES (3, 'BMC', '7')`,
    ],
  ])('is right after %s that did not see one another', async (_, one, two) => {
    await query(`UPDATE servers SET model_id = 2 WHERE id = 2`)
    await query(`INSERT INTO firmware_targets (model_id, component, version) VALUES (1, 'BMC', '7')`)
    await query(`INSERT INTO server_firmware (server_id, component, version) VALUES (1, 'BMC', '7')`)
    const other = new pg.Client({ connectionString: url() })
    await other.connect()
    await query(`BEGIN; ${one}`)
    await other.query('BEGIN')
    const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const second = other.query(two)
    // Not before it has looked: it is through, or it waits.
    await Promise.race([second, untilItWaits(rows[0]?.pid ?? 0)])
    await query('COMMIT')
    await second
    await other.query('COMMIT')
    await other.end()
    expect((await query(FIRMWARE_DIFFERENCES)).rows).toEqual([])
    await query(`
      DELETE FROM firmware_targets WHERE model_id = 2 OR component <> 'BIOS';
      DELETE FROM server_firmware WHERE server_id <> 1 OR component <> 'BIOS';
      UPDATE server_firmware SET version = '1.0';
      UPDATE servers SET model_id = 1 WHERE id = 2`)
  })
})
