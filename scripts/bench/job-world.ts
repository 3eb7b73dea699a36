import pg from 'pg'
import { sealPassword } from '@/lib/db/sealed-password'

const AN_ORDER = 20
const IN_A_RACK = 40

/** Where the servers' BMCs are: below an address, or nowhere. */
export type Bmcs = { below: string } | 'simulated'

/** ALLOCATED orders over so many racked servers, twenty each, of a model without firmware targets. Returns their numbers. */
export async function makeJobs(
  url: string,
  count: number,
  bmcs: Bmcs,
  prefix: string,
  anOrder = AN_ORDER,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO datacenters (code, name) VALUES ($1::text, $1::text) RETURNING id`,
      [prefix],
    )
    const datacenter = rows[0]?.id
    const { rows: models } = await client.query<{ id: number }>(
      `INSERT INTO server_models (slug, manufacturer, model, height_u, depth, cpu_cores, ram_gb, nvme_gb)
       VALUES ($1, 'Bench', 'B1', 1, 'full', 32, 128, 960) RETURNING id`,
      [`${prefix}-model`.toLowerCase()],
    )
    const model = models[0]?.id
    await client.query(
      `INSERT INTO racks (code, datacenter_id, walk_key, height_u)
       SELECT $1::text || '-R' || n, $2::int, $1::text || n, 42 FROM generate_series(1, $3::int) n`,
      [prefix, datacenter, Math.ceil(count / IN_A_RACK)],
    )
    const { rows: orders } = await client.query<{ id: number; number: string }>(
      `INSERT INTO orders (customer, status, datacenter_id, cpu_cores, ram_gb, nvme_gb)
       SELECT 'Bench', 'ALLOCATED', $1, 1, 1, 1 FROM generate_series(1, $2::int) RETURNING id, number::text AS number`,
      [datacenter, Math.ceil(count / anOrder)],
    )
    const servers = Array.from({ length: count }, (_, n) => {
      const barcode = `${prefix}-${n + 1}`
      const redfish = bmcs !== 'simulated'
      return {
        barcode,
        state: 'ALLOCATED',
        model_id: model,
        datacenter_id: datacenter,
        rack: `${prefix}-R${Math.floor(n / IN_A_RACK) + 1}`,
        u: (n % IN_A_RACK) + 1,
        order_id: orders[Math.floor(n / anOrder)]?.id,
        bmc_driver: redfish ? 'redfish' : 'simulated',
        bmc_address: redfish ? `${bmcs.below}/${barcode}` : `sim:${barcode}`,
        bmc_username: redfish ? 'root' : null,
        bmc_password: redfish ? sealPassword('calvin', barcode) : null,
      }
    })
    await client.query(
      `WITH made AS (
         INSERT INTO servers (barcode, state, model_id, datacenter_id, rack_id, u, face, order_id, bmc_driver, bmc_address,
           bmc_username, bmc_password)
         SELECT s.barcode, s.state::server_state, s.model_id, s.datacenter_id, r.id, s.u, 'front', s.order_id,
           s.bmc_driver::bmc_driver, s.bmc_address, s.bmc_username, s.bmc_password
         FROM jsonb_to_recordset($1::jsonb) AS s(barcode text, state text, model_id int, datacenter_id int, rack text, u int,
           order_id int, bmc_driver text, bmc_address text, bmc_username text, bmc_password text)
         JOIN racks r ON r.code = s.rack::citext
         RETURNING id, order_id)
       INSERT INTO allocations (order_id, server_id) SELECT order_id, id FROM made`,
      [JSON.stringify(servers)],
    )
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return orders.map(({ number }) => number)
  } finally {
    await client.end()
  }
}
