/**
 * The demo world: `npm run seed -- --servers 600`. The same seed makes the same world; a database that holds a
 * datacenter already is left alone.
 */
import { parseArgs } from 'node:util'
import { walkKey } from '../../lib/domain/code'
import { Bulk } from './bulk'
import { seedCare } from './care'
import { seedCatalogue, seedParts } from './catalogue'
import { imagineOrders, writeOrders, writePromises } from './orders'
import { seedPeople } from './people'
import { seedPlaces } from './place'
import { seedPlannedMoves } from './plans'
import { Random } from './random'
import { imagineServers, writeServers } from './servers'

const SERVERS_PER_RACK = 25

const { values } = parseArgs({ options: { servers: { type: 'string', default: '600' } } })
const count = Number(values.servers)
if (!Number.isInteger(count) || count < 100 || count > 1_000_000) {
  console.error(`--servers is ${values.servers}; it wants a whole number from 100 to 1000000`)
  process.exit(1)
}
const url = process.env.DATABASE_URL
if (url === undefined) throw new Error('DATABASE_URL is not set')

const started = performance.now()
const say = (line: string) =>
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`)

const bulk = await Bulk.connect(url)
try {
  const { rows } = await bulk.client.query<{ n: string }>('SELECT count(*) AS n FROM datacenters')
  if (Number(rows[0]?.n) > 0) {
    say('the database holds a world already: nothing to do')
  } else {
    await seed()
  }
} finally {
  await bulk.close()
}

async function seed(): Promise<void> {
  const random = new Random(20261123)
  const now = new Date()
  const racks = Math.max(24, Math.ceil(count / SERVERS_PER_RACK))
  // One transaction: a seed that was interrupted leaves an empty database, not half a world.
  await bulk.transaction(async () => {
    await seedPeople(bulk)
    const modelIds = await seedCatalogue(bulk)
    const datacenters = await seedPlaces(bulk, racks, (row, code) => walkKey({ row, code }))
    say(`3 datacenters, ${racks} racks, 6 warehouses, ${modelIds.size} models with their firmware paths`)
    await seedParts(bulk, modelIds, datacenters, random, Math.max(1, Math.round(count / 2_000)))
    const servers = imagineServers(count, await bulk.ids('servers', count), datacenters, random, now)
    const orderIds = (await bulk.ids('orders', Math.ceil(count / 4) + 60)).values()
    const orders = imagineOrders(servers, datacenters, () => Number(orderIds.next().value), random, now)
    await writeOrders(bulk, orders, random)
    say(`${orders.length} orders`)
    await writeServers(bulk, servers, modelIds, now)
    say(`${servers.length} servers`)
    await writePromises(bulk, orders, now)
    say('plans, allocations and jobs')
    await seedPlannedMoves(bulk, datacenters, servers, orders, now)
    await bulk.client.query('SELECT haas_fold_tallies()')
  })
  await bulk.client.query('ANALYZE')
  await seedCare(say)
}
