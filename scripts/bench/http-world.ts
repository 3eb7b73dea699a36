import { Bulk, type Row } from '../../prisma/seed/bulk'
import { seedCatalogue } from '../../prisma/seed/catalogue'
import { MODELS } from '../../prisma/seed/models'
import { Random } from '../../prisma/seed/random'

export const DATACENTER = 'BENCH'
const RACK_U = 100
const SHARE_AT_TARGET = 7

/**
 * One datacenter of free servers: as many as `servers` in `racks` racks, up to four models in a rack, seven in ten with their
 * firmware at target. The same numbers make the same world.
 */
export async function makeHttpWorld(
  url: string,
  { servers, racks }: { servers: number; racks: number },
): Promise<void> {
  const bulk = await Bulk.connect(url)
  try {
    await bulk.transaction(() => fill(bulk, servers, racks))
    // Not the tables that are empty: what is known of those would be wrong a moment later.
    await bulk.client.query(
      'ANALYZE servers, server_firmware, racks, rack_occupancy, server_models, server_tally, rack_tally',
    )
  } finally {
    await bulk.close()
  }
}

async function fill(bulk: Bulk, servers: number, racks: number): Promise<void> {
  const random = new Random(3)
  const modelIds = await seedCatalogue(bulk)
  const [datacenter = 0] = await bulk.ids('datacenters', 1)
  await bulk.insert('datacenters', [{ id: datacenter, code: DATACENTER, name: 'Benchmark' }])
  const rackIds = await bulk.ids('racks', racks)
  const rackRows: Row[] = []
  const serverRows: Row[] = []
  for (const [index, rack] of rackIds.entries()) {
    const code = `B${String(index + 1).padStart(4, '0')}`
    rackRows.push({
      id: rack,
      code,
      datacenter_id: datacenter,
      walk_key: code.toLowerCase(),
      height_u: RACK_U,
      max_power_w: 20_000,
    })
    const models = Array.from({ length: random.int(1, 4) }, () => random.pick(MODELS))
    const until = Math.floor(((index + 1) * servers) / racks)
    for (let u = 1; serverRows.length < until; ) {
      const model = random.pick(models)
      if (u + model.heightU - 1 > RACK_U) throw new Error(`${servers} servers do not fit into ${racks} racks`)
      serverRows.push({
        barcode: `BENCH-${serverRows.length + 1}`,
        state: 'RACKED',
        model_id: modelIds.get(model.slug),
        height_u: model.heightU,
        depth: model.depth,
        datacenter_id: datacenter,
        rack_id: rack,
        u,
        face: 'front',
        tags: [],
        hostnames: [],
        bmc_driver: 'simulated',
        bmc_address: `sim:BENCH-${serverRows.length + 1}`,
      })
      u += model.heightU
    }
  }
  await bulk.insert('racks', rackRows)
  await bulk.insert('servers', serverRows)
  await bulk.client.query(
    `INSERT INTO server_firmware (server_id, component, version)
     SELECT s.id, t.component, t.version FROM servers s JOIN firmware_targets t ON t.model_id = s.model_id WHERE s.id % 10 < $1`,
    [SHARE_AT_TARGET],
  )
  await bulk.client.query('SELECT haas_fold_tallies()')
}
