import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hostKeys, ownKeys } from '../domain/telemetry/formats/server-match'
import { createTestDatabase, type TestDatabase } from '../testing/database'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

it('the database makes the same keys of host names as the domain', async () => {
  const names = ['db1', 'DB1.Example.net', ' web.example.net. ', 'gros-12.nancy.grid5000.fr']
  const { rows } = await client.query('SELECT haas_host_keys($1::text[]) AS keys', [names])
  expect([...rows[0].keys].sort()).toEqual([...new Set(names.flatMap(ownKeys))].sort())
  expect((await client.query(`SELECT haas_host_keys('{}') AS keys`)).rows).toEqual([{ keys: [] }])
})

it('a host name is found by its index, however many servers there are', async () => {
  await client.query(`
    INSERT INTO datacenters (code, name) VALUES ('FRA1', 'Frankfurt');
    INSERT INTO servers (barcode, datacenter_id, hostnames, serial)
    SELECT 'S-' || n, (SELECT id FROM datacenters), ARRAY['n' || n || '.example.net'], 'CZ' || n FROM generate_series(1, 20000) n;
    ANALYZE servers`)
  const planOf = async (condition: string, key: string) => {
    const { rows } = await client.query(`
      EXPLAIN SELECT s.id FROM unnest(ARRAY['${key}']) AS k(key)
      CROSS JOIN LATERAL (SELECT id FROM servers WHERE ${condition} ORDER BY id + 0 LIMIT 5) AS s`)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  for (const key of hostKeys('n7.example.net'))
    expect(await planOf('haas_host_keys(hostnames) @> ARRAY[k.key]', key)).toContain('servers_host_keys')
  expect(await planOf('lower(btrim(serial)) = k.key AND serial IS NOT NULL', 'cz7')).toContain('servers_serial')
})
