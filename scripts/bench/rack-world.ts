import { Bulk, type Row } from '../../prisma/seed/bulk'
import { seedCatalogue } from '../../prisma/seed/catalogue'
import { MODELS } from '../../prisma/seed/models'
import { seedPeople } from '../../prisma/seed/people'
import { Random } from '../../prisma/seed/random'

const RACK_U = 42
const RACKS_A_ROW = 20
const DATACENTER = 'BENCH'

/** One datacenter of full racks in rows of twenty, most servers well, and the people who may look at them. */
export async function makeRackWorld(url: string, size: { racks: number; servers: number }): Promise<void> {
  const bulk = await Bulk.connect(url)
  try {
    await bulk.transaction(() => fill(bulk, size))
    await bulk.client.query('ANALYZE servers, racks, rack_occupancy, server_models, tickets')
  } finally {
    await bulk.close()
  }
}

async function fill(bulk: Bulk, { racks, servers }: { racks: number; servers: number }): Promise<void> {
  const random = new Random(7)
  await seedPeople(bulk)
  const modelIds = await seedCatalogue(bulk)
  const flat = MODELS.filter((model) => model.heightU === 1)
  const [datacenter = 0] = await bulk.ids('datacenters', 1)
  await bulk.insert('datacenters', [{ id: datacenter, code: DATACENTER, name: 'Benchmark' }])
  const rackIds = await bulk.ids('racks', racks)
  const rackRows: Row[] = []
  const serverRows: Row[] = []
  for (const [index, rack] of rackIds.entries()) {
    const row = `R${String(Math.floor(index / RACKS_A_ROW) + 1).padStart(2, '0')}`
    const code = `${DATACENTER}-${row}-${String((index % RACKS_A_ROW) + 1).padStart(2, '0')}`
    const until = Math.floor(((index + 1) * servers) / racks)
    rackRows.push({
      id: rack,
      code,
      datacenter_id: datacenter,
      row,
      walk_key: code.toLowerCase(),
      height_u: RACK_U,
      max_power_w: 22_000,
    })
    for (let u = 1; serverRows.length < until; u++) {
      const model = random.pick(flat)
      const barcode = `BENCH-${String(serverRows.length + 1).padStart(6, '0')}`
      serverRows.push({
        barcode,
        state: random.int(1, 20) === 1 ? 'BROKEN' : 'RACKED',
        model_id: modelIds.get(model.slug),
        height_u: 1,
        depth: model.depth,
        datacenter_id: datacenter,
        rack_id: rack,
        u,
        face: 'front',
        tags: [],
        hostnames: [],
        bmc_driver: 'simulated',
        bmc_address: `sim:${barcode}`,
      })
    }
  }
  await bulk.insert('racks', rackRows)
  await bulk.insert('servers', serverRows)
}
